"""Whether cells are what a role asks for."""

import re
from collections.abc import Callable, Sequence

import pandas as pd

from atlas.locate.degrees import read_angle
from atlas.readers.cells.amounts import read_amounts
from atlas.readers.cells.body_words import paris_territory, read_area
from atlas.readers.cells.countries import known_country
from atlas.readers.cells.currencies import EURO, has_euro, unit_of
from atlas.readers.cells.decisions import is_decision
from atlas.readers.cells.parts import code_parts, name_parts
from atlas.readers.cells.place_words import bare_code, departement_code, split_name
from atlas.readers.cells.region_words import read_region
from atlas.readers.cells.shapes import holds_shapes
from atlas.readers.cells.values import NO_VALUE, number
from atlas.readers.cells.years import years_named
from atlas.territories import Geography, normalise_name
from atlas.territories.epcis import TERRITORIES_OF_PARIS
from atlas.territories.kept import kept_of

_LONGEST_LIST = 40
_LIST = re.compile(r"\((?:[0-9]{5}|2[AB][0-9]{3}|[0-9]{9})\)")
_CODE = re.compile(r"[0-9]{4,5}|2[ABab][0-9]{3}")
_SIREN = re.compile(r"[0-9]{9}(?:\s*[,;|]\s*[0-9]{9})*")
_POSTAL = re.compile(r"[0-9]{4,5}(?:\s*cedex.*)?", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:fr|org|com|net|eu|coop)(?:/\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?=.*[^\W\d]).*\b[0-9]{5}\b.*", re.DOTALL)
_COVERAGE = re.compile(r"(?:commune|bassin_de_vie|epci|departement|region):\w+(?:\|.*)?")
_LEVEL_WORDS = ("commune", "epci", "intercommun", "departement", "region", "bassin")
_DEGREES = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0)}


def _all(pattern: re.Pattern[str]) -> Callable[[Sequence[str], Geography], list[bool]]:
    return lambda cells, _: [bool(pattern.fullmatch(text)) for text in cells]


def _each(
    test: Callable[[Sequence[str], Geography], Sequence[bool]], split: Callable[[str], list[str]]
) -> Callable[[Sequence[str], Geography], list[bool]]:
    """Test a cell of several places by its parts."""

    def of_parts(cells: Sequence[str], geography: Geography) -> list[bool]:
        passed = list(test(cells, geography))
        for place, text in enumerate(cells):
            parts = [] if passed[place] else split(text)
            passed[place] = passed[place] or (bool(parts) and all(test(parts, geography)))
        return passed

    return of_parts


def _any_parts(text: str) -> list[str]:
    return code_parts(text) or name_parts(text)


def _regions(cells: Sequence[str], geography: Geography) -> list[bool]:
    return [read_region(text, geography) is not None for text in cells]


def _communes(cells: Sequence[str], geography: Geography) -> list[bool]:
    cells = [bare_code(text) for text in cells]
    codes = pd.Series([text.zfill(5).upper() for text in cells])
    known = geography.resolve(codes)["outcome"].ne("unknown").tolist()
    areas = _area_codes(geography)
    return [
        (bool(_CODE.fullmatch(text)) and sure) or text in areas
        for text, sure in zip(cells, known, strict=True)
    ]


@kept_of(maxsize=2)
def _area_codes(geography: Geography) -> frozenset[str]:
    return frozenset({*geography.level("epci").index, *geography.level("departement").index})


def _named_epcis(cells: Sequence[str], geography: Geography) -> list[bool]:
    return [bool(geography.epci_code(text) or paris_territory(text, geography)) for text in cells]


def _epcis(cells: Sequence[str], geography: Geography) -> list[bool]:
    known = {*geography.level("epci").index, *TERRITORIES_OF_PARIS}
    cells = [bare_code(text) for text in cells]
    return [bool(_SIREN.fullmatch(text)) and re.split(r"\D+", text)[0] in known for text in cells]


def _named(cells: Sequence[str], geography: Geography) -> list[bool]:
    return [bool(geography.named(split_name(text, geography).name)) for text in cells]


def _placed(cells: Sequence[str], geography: Geography) -> list[bool]:
    named = zip(cells, _named(cells, geography), strict=True)
    found = [known or bool(read_area(text, geography)) for text, known in named]
    # One territory of Grand Paris may be anybody's name.
    pairs = zip(cells, found, strict=True)
    paris = ["" if known else paris_territory(text, geography) for text, known in pairs]
    several = len({*paris} - {""}) > 1
    return [known or (several and bool(siren)) for known, siren in zip(found, paris, strict=True)]


def _departements(cells: Sequence[str], geography: Geography) -> list[bool]:
    return [departement_code(text, geography) is not None for text in cells]


def _amounts(cells: Sequence[str], _: Geography) -> list[bool]:
    read = read_amounts(pd.Series(["" if text in NO_VALUE else text for text in cells]))
    found = read.cents.notna()
    # Beside amounts, a dash is one of nothing.
    known: list[bool] = (found | (read.problem.eq("blank") & bool(found.any()))).tolist()
    return known


def _coordinates(role: str) -> Callable[[Sequence[str], Geography], list[bool]]:
    low, high = _DEGREES.get(role, (-1e8, 1e8))

    def test(cells: Sequence[str], _: Geography) -> list[bool]:
        numbers = [number(text) for text in cells]
        if role in _DEGREES:
            numbers = [
                _degrees(text) if value is None else value for text, value in zip(cells, numbers, strict=True)
            ]
        return [value is not None and low <= value <= high for value in numbers]

    return test


def _degrees(text: str) -> float | None:
    angle = read_angle(text)
    return angle and angle.degrees


def _years(cells: Sequence[str], _: Geography) -> list[bool]:
    return [bool(years_named(text)) and len(text) <= _LONGEST_LIST for text in cells]


def _levels(cells: Sequence[str], _: Geography) -> list[bool]:
    return [any(word in normalise_name(text) for word in _LEVEL_WORDS) for text in cells]


def _decided(cells: Sequence[str], _: Geography) -> list[bool]:
    """Tell a column of decisions, some of which are granted or refused, from legal forms and other states."""
    return [any(map(is_decision, cells))] * len(cells)


def _worded(cells: Sequence[str], _: Geography) -> list[bool]:
    """Tell names and sentences from numbers: a column of SIRET is never a name."""
    return [any(map(str.isalpha, text)) for text in cells]


TESTS: dict[str, Callable[[Sequence[str], Geography], Sequence[bool]]] = {
    "code": _each(_communes, code_parts),
    "epci": _each(_named_epcis, _any_parts),
    # Without a header that says so a name is more often who received.
    "epci alone": _epcis,
    "region": _each(_regions, _any_parts),
    "postal_code": _each(
        lambda cells, _: [bool(_POSTAL.fullmatch(bare_code(text))) for text in cells], code_parts
    ),
    "geometry": lambda cells, _: holds_shapes(cells),
    "commune": _each(_placed, _any_parts),
    "commune alone": _each(_named, _any_parts),
    "departement": _each(_departements, _any_parts),
    # A "pays" may be a territory of communes as well.
    "country": lambda cells, _: [known_country(text) for text in cells],
    "beneficiary": _worded,
    "funder": _worded,
    "decision": _decided,
    "place_list": lambda cells, _: [bool(_LIST.search(text)) for text in cells],
    "code_level": _levels,
    "coverage": _all(_COVERAGE),
    "address": _all(_ADDRESS),
    "amount": _amounts,
    "currency": lambda cells, _: [has_euro(text) or unit_of(text) != EURO for text in cells],
    "lon": _coordinates("lon"),
    "lat": _coordinates("lat"),
    "x": _coordinates("x"),
    "y": _coordinates("y"),
    "start_year": _years,
    "end_year": _years,
    "year_start": _years,
    "year_end": _years,
    "url": _all(_URL),
    "source_url": _all(_URL),
}
