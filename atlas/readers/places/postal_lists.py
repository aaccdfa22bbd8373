"""Cells of several postal codes: a commune where a code serves one or a name beside it tells which."""

from typing import NamedTuple

import pandas as pd

from atlas.readers.cells.parts import code_parts, name_parts
from atlas.readers.cells.place_words import split_name
from atlas.territories import Geography

_DIGITS = (4, 5)


class Served(NamedTuple):
    """What a cell of postal codes covers.

    Attributes
    ----------
    parts
        Communes that are certain, as parts of a coverage.
    unknown, problem
        Codes that serve several communes, or none, and which of the two it is; "" where all are certain.
    departement
        The only one in which whatever may be meant lies, or "".
    """

    parts: tuple[str, ...]
    unknown: str
    problem: str
    departement: str


def postal_lists(frame: pd.DataFrame, geography: Geography) -> dict[object, Served]:
    """Read the rows with several postal codes, and leave these out of what places a row by itself."""
    if "postal_code" not in frame:
        return {}
    codes = frame["postal_code"].str.strip()
    listing = {text: parts for text in codes.unique() if (parts := _parts(text))}
    rows = codes.index[codes.isin(list(listing))]
    if not len(rows):
        return {}
    blank = pd.Series("", index=frame.index, dtype="str")
    names = frame.get("name", blank)
    found = {row: _served(listing[codes[row]], name_parts(names[row]), geography) for row in rows}
    frame["postal_code"] = frame["postal_code"].mask(frame.index.isin(rows), "")
    paired = [row for row in rows if len(name_parts(names[row])) == len(listing[codes[row]])]
    if paired:
        frame["name"] = frame["name"].mask(frame.index.isin(paired), "")
    given = frame.get("departement", blank)
    told = pd.Series({row: one.departement for row, one in found.items()}, dtype="str")
    frame["departement"] = given.where(given.ne(""), told.reindex(frame.index).fillna("")).astype("str")
    return found


def _parts(text: str) -> list[str]:
    parts = code_parts(text)
    return [part.zfill(_DIGITS[1]) for part in parts] if all(len(part) in _DIGITS for part in parts) else []


def _served(codes: list[str], names: list[str], geography: Geography) -> Served:
    served = [geography.with_postal_code(code) for code in codes]
    meant = list(served)
    if len(names) == len(codes):
        meant = [
            geography.named(split_name(name, geography).name, communes=own) if own else own
            for name, own in zip(names, served, strict=True)
        ]
    unknown = [code for code, own in zip(codes, served, strict=True) if not own]
    lost = unknown or [code for code, own in zip(codes, meant, strict=True) if len(own) != 1]
    problem = "unknown_postal_code" if unknown else "ambiguous"
    around = geography.communes.loc[sorted({*sum(map(tuple, served), ())}), "departement"].unique()
    departement = str(around[0]) if len(around) == 1 and not unknown else ""
    certain = dict.fromkeys(f"commune:{own[0]}" for own in meant if len(own) == 1)
    return Served(tuple(certain), ", ".join(lost), problem if lost else "", departement)
