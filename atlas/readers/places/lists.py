"""Lists of territories in one cell, such as "Ajaccio (2A004), Bastia (2B033)"."""

import re

import pandas as pd

from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.territories import Geography
from atlas.territories.places import split_place

_LIST_PART = re.compile(r"([^(),;|]*(?:\([^()0-9]*\)[^(),;|]*)?)\(([0-9]{5}|2[AB][0-9]{3}|[0-9]{9})\)")
_CODES = re.compile(r"\b[0-9]{9}\b")
_PAIR = 2
# Digits of a commune's code, and of a postal one.
_POSTAL = 5
# 21, the département, 0, the commune's three digits, a check digit: how the SIREN of most communes is built.
_COMMUNE_SIREN = re.compile(r"21([0-9]{2})0([0-9]{3})[0-9]")


def listed_places(raw: Raw, mapping: Mapping, geography: Geography) -> pd.DataFrame | None:
    """Read lists such as "Ajaccio (2A004), Bastia (2B033)" or "CA de X (240600551)"."""
    header = mapping.columns.get("place_list")
    if header is None:
        return None
    rows = [_read_list(text, geography) for text in raw.cells[header]]
    table = pd.DataFrame(rows, columns=["parts", "commune", "problem"], index=raw.cells.index)
    table["commune"] = table["commune"].astype("str").where(table["commune"].notna())
    return table


def _read_list(text: str, geography: Geography) -> tuple[tuple[str, ...], str | None, str | None]:
    """Return the territories of a list, the commune that stands for its seat, and what is not known of it."""
    epcis, communes = geography.level("epci").index, geography.communes
    found = _LIST_PART.findall(text) or [("", code) for code in _CODES.findall(text)]
    parts: list[str | None] = []
    for name, code in found:
        if code in epcis:
            parts.append(f"epci:{code}")
        else:
            commune = code if code in communes.index else _commune_of(name, code, geography)
            if len(code) == _POSTAL and name.strip():
                commune = _agreeing(name, code, commune, geography)
            parts.append(commune and f"commune:{commune}")
    seats = [split_place(part).code for part in parts if part and part.startswith("commune:")]
    problem = None
    around: list[str] = []
    if None in parts:
        around = [str(code) for code in communes.loc[seats, "departement"].dropna().unique()]
    for place, (name, code) in enumerate(found):
        if parts[place] is None:
            # The SIREN of a merged commune does not tell its code: its name does, if one there bears it.
            named = geography.named(name, departements=around) if around and name.strip() else ()
            if len(named) == 1:
                parts[place] = f"commune:{named[0]}"
            else:
                problem = "commune_siren" if _COMMUNE_SIREN.fullmatch(code) else "unknown_code"
    unique = tuple(dict.fromkeys(part for part in parts if part))
    # A commune or a pair of them has its seat in the first; what covers more has none that the list tells.
    towns = 0 < len(unique) <= _PAIR and all(part.startswith("commune:") for part in unique)
    return unique, split_place(unique[0]).code if towns else None, problem


def _agreeing(name: str, code: str, commune: str | None, geography: Geography) -> str | None:
    """Return the commune of a code, or where its name is another's and the code a postal one, that other."""
    named = geography.named(name)
    if commune in named:
        return commune
    served = sorted({*named}.intersection(geography.with_postal_code(code)))
    return served[0] if len(served) == 1 else commune


def _commune_of(name: str, code: str, geography: Geography) -> str | None:
    """Return the commune of a former code, or of a commune's SIREN where the name agrees with it."""
    siren = _COMMUNE_SIREN.fullmatch(code)
    if siren is None:
        return geography.today(code)
    insee = "".join(siren.groups())
    named = geography.named(name, departements=_departements_of(siren.group(1)))
    return insee if insee in named else named[0] if len(named) == 1 else None


def _departements_of(digits: str) -> list[str]:
    # Corsica's communes kept 20 in their SIREN, overseas ones have three digits.
    return {"20": ["2A", "2B"], "97": ["971", "972", "973", "974", "976"]}.get(digits, [digits])
