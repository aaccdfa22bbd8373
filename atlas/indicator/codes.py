"""Codes of territories as files of other people have them: which level, and which territory of today."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.locate.cells import siren_code
from atlas.locate.columns import header_words
from atlas.locate.findings import from_codes
from atlas.readers.cells.region_words import read_region
from atlas.readers.cells.values import declared_table
from atlas.territories import Geography, normalise_name
from atlas.vocabulary import LEVELS, Label

# How a row was tied to a territory.
HOW: dict[str, Label] = {
    "code": Label("par son code", "by its code"),
    "padded_code": Label("par son code, sans le zéro de tête", "by its code without its leading zero"),
    "former_code": Label("par un ancien code", "by a former code"),
    "siren": Label("par son SIREN", "by its SIREN"),
    "name": Label("par son nom", "by its name"),
}
# Why one was not.
REASONS: dict[str, Label] = {
    "blank": Label("pas de code", "no code"),
    "unknown": Label("code ou nom inconnu à ce niveau", "code or name unknown at this level"),
    "ambiguous": Label("plusieurs territoires possibles", "several possible territories"),
    "power": Label("code qu’un tableur a arrondi", "code that a spreadsheet rounded"),
    "former_region": Label("région d’avant 2016", "région of before 2016"),
    "no_outline": Label("sans contour dans l’atlas", "without an outline in the atlas"),
}

# Words of a header that name the level of its codes.
_WORDS = declared_table("""
commune: commune communes com codgeo insee depcom cog codecommune
bassin_de_vie: bv bv2012 bv2022 bassin bassins bassin_de_vie
epci: epci siren intercommunalite ept interco
departement: dep departement departements dept
region: reg region regions
""")
# Words of a header that say that it has codes.
_CODED = (" code ", " codes ", " cod ", " insee ", " id ", " num ", " numero ")
_POWER = re.compile(r"[0-9][.,]?[0-9]*[Ee]\+?[0-9]{1,3}")
_SIREN = 9
# Of a column, so many distinct cells must be of a level, and so many are tried.
_MOST_OF, _FEW, _TRIED = 0.5, 20, 300
# Codes of régions are all codes of départements, and those of bassins de vie are codes of communes: a column
# that holds nothing else is of the larger level where it holds most of it.
_INSIDE = {"region": "departement", "bassin_de_vie": "commune"}
_WHOLE = 0.6


class Found(NamedTuple):
    """What one code or name is of: `how` (key of `HOW`), or `reason` (of `REASONS`) and `candidates`."""

    code: str | None = None
    how: str | None = None
    reason: str | None = None
    candidates: str | None = None


def match_codes(texts: pd.Series, level: str, geography: Geography) -> pd.DataFrame:
    """Tie codes of one level, or names that only one territory has, to the territories of today.

    Parameters
    ----------
    texts
        Cells as texts, none missing: INSEE codes of communes (of any vintage), bassins de vie, départements
        and régions; SIREN of EPCI; or names.
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    pandas.DataFrame
        On the same index, all missing where they do not apply: `code` of `Geography.level(level)`, `how` (key
        of `HOW`), `reason` (key of `REASONS`) and `candidates` (codes separated by "|").

    Notes
    -----
    A commune that split is ambiguous, one that merged is its successor. A number that lost its leading zero
    is given it back where that makes a code; a power of ten has lost its digits and is no code.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> found = match_codes(pd.Series(["1", "Ain", "2A", "99"]), "departement", load_geography())
    >>> found["code"].tolist()
    ['01', '01', '2A', nan]
    """
    geography.level(level)
    bare = texts.str.strip().str.removesuffix(".0").str.replace(r"^'", "", regex=True)
    ids, distinct = pd.factorize(bare.to_numpy(dtype=object))
    find = _FINDERS[level](geography, [str(one) for one in distinct])
    rows = [_checked(text, level, geography, find(text)) for text in map(str, distinct)]
    table = pd.DataFrame(rows, columns=list(Found._fields), dtype="str")
    return table.iloc[ids].set_axis(texts.index)


def _checked(text: str, level: str, geography: Geography, found: Found) -> Found:
    if not text:
        return Found(reason="blank")
    if found.code is None and _POWER.fullmatch(text):
        return Found(reason="power")
    if found.code is not None and level == "commune":
        # The other overseas collectivities have codes and no polygon.
        outline = geography.communes["departement"].get(found.code)
        return Found(reason="no_outline") if pd.isna(outline) else found
    return found


def _named(text: str, names: dict[str, list[str]]) -> Found:
    codes = names.get(normalise_name(text), []) if re.search(r"[^\W\d_]{2}", text) else []
    if len(codes) == 1:
        return Found(codes[0], "name")
    return Found(reason="ambiguous", candidates="|".join(codes)) if codes else Found(reason="unknown")


@lru_cache(maxsize=4)
def _names(geography: Geography, level: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for code, name in geography.level(level)["name"].items():
        names.setdefault(normalise_name(str(name)), []).append(str(code))
    return names


def _communes(geography: Geography, texts: list[str]) -> Callable[[str], Found]:
    codes = np.array([text.upper() for text in texts], dtype=object)
    found = from_codes(codes, geography)
    at = {text: place for place, text in enumerate(texts)}
    known = geography.communes.index

    def find(text: str) -> Found:
        place = at[text]
        if found.position[place] >= 0:
            return Found(str(known[found.position[place]]), found.how[place])
        if found.problem[place] == "ambiguous":
            return Found(reason="ambiguous", candidates=found.candidates[place])
        if text.isdigit() and len(text) == _SIREN:
            code = siren_code(text, geography)
            return Found(code, "siren") if code in known else Found(reason="unknown")
        if not re.search(r"[^\W\d_]{2}", text):
            return Found(reason="unknown")
        named = geography.named(text)
        if len(named) == 1:
            return Found(named[0], "name")
        return Found(reason="ambiguous" if named else "unknown", candidates="|".join(named) or None)

    return find


def _basins(geography: Geography, texts: list[str]) -> Callable[[str], Found]:
    communes, known, names = (
        _communes(geography, texts),
        geography.level("bassin_de_vie").index,
        _names(geography, "bassin_de_vie"),
    )

    def find(text: str) -> Found:
        # A basin has the code of its centre.
        centre = communes(text)
        if centre.code in known and centre.how in ("code", "padded_code", "former_code"):
            return centre
        return _named(text, names)

    return find


def _epcis(geography: Geography, texts: list[str]) -> Callable[[str], Found]:
    del texts
    known = geography.level("epci").index

    def find(text: str) -> Found:
        digits = re.sub(r"[\s\u00a0\u202f]", "", text)
        code = geography.epci_code(digits if digits.isdigit() else text)
        if code is None:
            return Found(reason="unknown")
        if digits in known:
            return Found(code, "code")
        return Found(code, "former_code" if digits.isdigit() else "name")

    return find


def _departements(geography: Geography, texts: list[str]) -> Callable[[str], Found]:
    del texts
    known = geography.level("departement").index

    def find(text: str) -> Found:
        code = geography.departement_code(text)
        if code is None:
            return Found(reason="unknown")
        if code not in known:
            return Found(reason="no_outline")
        if text.upper() == code:
            return Found(code, "code")
        return Found(code, "padded_code" if text[:1].isdigit() else "name")

    return find


def _regions(geography: Geography, texts: list[str]) -> Callable[[str], Found]:
    del texts
    known = geography.level("region").index

    def find(text: str) -> Found:
        region = read_region(text, geography)
        if region is None:
            return Found(reason="unknown")
        if region.departements:
            return Found(reason="former_region")
        if text in known:
            return Found(region.code, "code")
        return Found(region.code, "padded_code" if text[:1].isdigit() else "name")

    return find


_FINDERS: dict[str, Callable[[Geography, list[str]], Callable[[str], Found]]] = {
    "commune": _communes,
    "bassin_de_vie": _basins,
    "epci": _epcis,
    "departement": _departements,
    "region": _regions,
}


class Recognised(NamedTuple):
    """What a column of codes is of.

    Attributes
    ----------
    levels
        Levels that its cells may be of; one where it is sure, none where it has no codes.
    share
        Part of its distinct cells that are of the first of them, 0 to 1.
    by_name
        Whether by names rather than by codes.
    told
        Whether its header names the level.
    """

    levels: tuple[str, ...] = ()
    share: float = 0.0
    by_name: bool = False
    told: bool = False


def recognise_level(
    header: str, texts: pd.Series, geography: Geography, *, among: Iterable[str] = tuple(LEVELS)
) -> Recognised:
    """Tell of which level the codes of a column are.

    Parameters
    ----------
    texts
        Cells as texts, none missing.
    among
        Levels that it may be of.

    Returns
    -------
    Recognised
        Several levels where the codes may be of either: the codes of régions are also départements', those of
        bassins de vie also communes'. The header decides, else a code of the smaller level alone, else that
        most of the larger level is there.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> codes = pd.Series(["01", "11", "75"])
    >>> [recognise_level(header, codes, load_geography()).levels for header in ("code", "DEP")]
    [('departement', 'region'), ('departement',)]
    """
    distinct = texts[texts.str.strip().ne("")].drop_duplicates()
    # From all over the file: the first communes are of one département.
    tried = distinct.iloc[:: max(1, len(distinct) // _TRIED)].reset_index(drop=True)
    if tried.empty:
        return Recognised()
    words = f" {header_words(header)} "
    named = tuple(level for level, known in _WORDS.items() if any(f" {word} " in words for word in known))
    asked = [level for level in among if _may_be(level, named, words, tried)]
    # Most columns of a wide file are told by a few cells that are no codes.
    few = tried.iloc[:: max(1, len(tried) // _FEW)]
    if few.str.contains(r"[0-9][.,][0-9]").mean() > _MOST_OF and not few.str.contains(r"\.0$").all():
        return Recognised()
    asked = [one for one in asked if 2 * match_codes(few, one, geography)["code"].notna().mean() >= _MOST_OF]
    found = {level: match_codes(tried, level, geography) for level in asked}
    coded = {
        level: float((one["code"].notna() & one["how"].ne("name")).mean()) for level, one in found.items()
    }
    everything = {level: float(one["code"].notna().mean()) for level, one in found.items()}
    # Codes first: a list of régions and their codes mixed is of régions all the same.
    for shares in (coded, everything):
        levels = [level for level, share in shares.items() if share >= _MOST_OF]
        told = tuple(level for level in levels if level in named)
        if len(told) == 1:
            levels = list(told)
        elif shares is coded:
            levels = _settled(levels, shares, len(distinct), geography)
        if levels:
            levels.sort(key=lambda level: -shares[level])
            first = levels[0]
            by_name = 2 * coded[first] < everything[first]
            return Recognised(tuple(levels), everything[first], by_name, told=len(told) == 1)
    return Recognised()


def _may_be(level: str, named: tuple[str, ...], words: str, tried: pd.Series) -> bool:
    """Check that a column is no measure: any number up to 95 is also the code of a département."""
    if level not in ("departement", "region") or level in named or any(word in words for word in _CODED):
        return True
    return bool(tried.str.contains(r"^\s*0[0-9]|[A-Za-z]").any())


def _settled(levels: list[str], shares: dict[str, float], many: int, geography: Geography) -> list[str]:
    """Leave out the level that the codes are not of, where they show it."""
    left = list(levels)
    for larger, smaller in _INSIDE.items():
        if larger not in left or smaller not in left:
            continue
        if shares[larger] < shares[smaller]:
            left.remove(larger)
        elif many >= _WHOLE * len(geography.level(larger)):
            left.remove(smaller)
    return left
