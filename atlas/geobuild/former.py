"""Former commune codes and names, and what has become of them.

A merger has a successor. A split may not: a commune that merged into another which later came apart is
*ambiguous* unless the code officiel géographique itself, or the way the parts left, says where it went.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

# Saint-Barthélemy and Saint-Martin left Guadeloupe on 15 July 2007; INSEE lists no successor of their codes,
# which the cadastre still uses.
LEFT = {"97123": "97701", "97127": "97801"}


class Event(NamedTuple):
    """One commune became another on a date."""

    date: str
    successor: str


class History:
    """The events of INSEE's list of movements, followed forward from a vanished code."""

    def __init__(self, movements: pd.DataFrame, current: Iterable[str]) -> None:
        """Keep the movements from commune to commune."""
        whole = movements[(movements["TYPECOM_AV"] == "COM") & (movements["TYPECOM_AP"] == "COM")]
        self.current = frozenset(current)
        self.events: dict[str, list[Event]] = defaultdict(list)
        rows = whole[["DATE_EFF", "COM_AV", "COM_AP"]].itertuples(index=False, name=None)
        for date, before, after in rows:
            self.events[before].append(Event(date, after))

    @property
    def vanished(self) -> set[str]:
        """Codes that were a commune's and no longer are."""
        return set(self.events) - self.current

    def successors(self, code: str) -> set[str]:
        """Follow `code` to the current communes that its territory may lie in."""
        return self._follow(code, "", (code,))

    def _follow(self, code: str, since: str, path: tuple[str, ...]) -> set[str]:
        later = [event for event in self.events[code] if event.date > since]
        if not later and code not in self.current:
            # Two steps on one day: a change of département, then a merger.
            later = [
                event for event in self.events[code] if event.date == since and event.successor not in path
            ]
        if not later:
            return {code}
        date = min(event.date for event in later)
        parts = {event.successor for event in later if event.date == date}
        found: set[str] = set()
        for part in self._own_parts(code, parts, path, date):
            found |= self._follow(part, date, (*path, part))
        return found

    def _own_parts(self, code: str, parts: set[str], path: tuple[str, ...], date: str) -> set[str]:
        """Narrow the parts of a split to those that can hold the commune which came along `path`.

        A part that was a commune before takes back its own territory, so others leave with it only where
        they had joined it earlier.
        """
        leaving = parts - {code}
        if code not in parts or not leaving:
            return parts
        if path == (code,):
            # The code outlived the split, and means what it last meant.
            return {code}
        if joined := leaving & set(path):
            return joined
        restored = all(any(event.date < date for event in self.events.get(part, ())) for part in leaving)
        return {code} if restored else parts


def former_codes(history: History, listed: pd.Series, parents: pd.Series) -> pd.DataFrame:
    """Table every former code with its outcome."""
    rows = []
    left = {code: now for code, now in LEFT.items() if now in history.current}
    listed = pd.concat([listed, pd.Series(left, dtype=object)])
    listed = listed[~listed.index.duplicated()]
    for code in sorted((set(listed.index) | set(parents.index) | history.vanished) - history.current):
        if code in parents.index:
            codes = {str(parents[code])}
        elif code in history.vanished:
            codes = history.successors(code)
        else:
            codes = {str(listed[code])}
        rows.append((code, "successor" if len(codes) == 1 else "ambiguous", "|".join(sorted(codes))))
    return pd.DataFrame(rows, columns=["code_ancien", "outcome", "codes"])


def former_names(
    parts: pd.DataFrame, movements: pd.DataFrame, codes: pd.DataFrame, communes: pd.DataFrame
) -> pd.DataFrame:
    """Table the names that people still use for a place which is no commune, or no longer of that name."""
    successor = codes[codes["outcome"] == "successor"].set_index("code_ancien")["codes"]
    earlier = movements.loc[movements["TYPECOM_AV"] == "COM", ["LIBELLE_AV", "COM_AV"]].drop_duplicates()
    commune = earlier["COM_AV"].where(
        earlier["COM_AV"].isin(communes.index), earlier["COM_AV"].map(successor)
    )
    names = pd.concat(
        [parts[["name", "commune"]], pd.DataFrame({"name": earlier["LIBELLE_AV"], "commune": commune})]
    )
    names = names[names["commune"].isin(communes.index)].drop_duplicates()
    names = names[names["name"] != names["commune"].map(communes["name"])]
    names["departement"] = names["commune"].map(communes["departement"])
    return names[["name", "departement", "commune"]].sort_values(["departement", "name", "commune"])
