"""What perimeters hold, and what the checks of their file found, in sentences."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from atlas.readers.perimeters import Brought
from atlas.records import records
from atlas.territories import Geography
from atlas.territories.perimeters import missing, parts_of, shared
from atlas.vocabulary import PERIMETER, Language
from atlas.words import say
from atlas.words.numbers import number, percent, say_number

# So many of one check are told one by one; the others are counted.
FIRST = 8


class Held(NamedTuple):
    """A perimeter: its code, its name, and what it holds."""

    code: str
    name: str
    words: str


def held(geography: Geography, codes: pd.Index, language: Language) -> list[Held]:
    """Say what each of some perimeters holds.

    Parameters
    ----------
    geography
        With these perimeters, see `atlas.territories.perimeters.with_perimeters`.
    """
    table = geography.level(PERIMETER).loc[codes]
    found = []
    for code, name, communes, people in zip(
        table.index, table["name"], table["communes"], table["population"], strict=True
    ):
        told = say("no_population", language) if pd.isna(people) else number(int(people), language)
        words = say_number("perimeter_holds", int(communes), language, people=told)
        found.append(Held(str(code), str(name), words))
    return found


def checks(geography: Geography, brought: Brought) -> pd.DataFrame:
    """List what the checks found: of the lines of the file, then of each perimeter as a whole.

    Returns
    -------
    pandas.DataFrame
        Columns of `atlas.readers.perimeters.Brought.told`. `what` is the number of pieces (`pieces`), or a
        commune that is missing (`missing`) or in several perimeters (`shared`, of none).
    """
    rows: list[tuple[str, str | None, str]] = []
    for code in map(str, brought.named.index):
        pieces = len(parts_of(geography, code))
        rows += [("pieces", code, str(pieces))] if pieces > 1 else []
        rows += [("missing", code, str(commune)) for commune in missing(geography, code).index]
    rows += [("shared", None, str(commune)) for commune in shared(geography, brought.named.index)]
    whole = pd.DataFrame(rows, columns=["check", "code", "what"]).assign(line=np.nan, share=np.nan)
    table = pd.concat([brought.told, whole[list(brought.told)].astype(brought.told.dtypes)])
    return table.reset_index(drop=True)


def sentences(geography: Geography, brought: Brought, language: Language) -> list[str]:
    """Say what the checks found, each with its line; of many the first, and how many more there are."""
    told = []
    for check, part in checks(geography, brought).groupby("check", sort=False):
        told += [_sentence(geography, row, language) for row in records(part.head(FIRST))]
        more = len(part) - FIRST
        if more > 0:
            name = say(f"perimeter_checks_{check}", language)
            told.append(say("perimeter_more", language, n=number(more, language), check=name))
    return told


def _sentence(geography: Geography, row: dict[str, Any], language: Language) -> str:
    check, what, communes = str(row["check"]), str(row["what"]), geography.communes
    values = {
        "what": f"{communes['name'][what]} ({what})" if what in communes.index else what,
        "name": "" if row["code"] is None else geography.name(PERIMETER, row["code"]),
        "line": "" if row["line"] is None else number(int(row["line"]), language),
    }
    if check in ("people_in", "people_out", "cut_in", "cut_out"):
        values["share"] = percent(float(row["share"]), language)
    if check == "missing":
        values["epci"] = geography.name("epci", str(communes["epci"][what]))
    return say(f"perimeter_check_{check}", language, **values)
