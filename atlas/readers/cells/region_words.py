"""Names and codes of régions: today's, those before 2016, and what people call them."""

from typing import NamedTuple

from atlas.readers.cells.values import declared, declared_table
from atlas.territories import Geography, normalise_name
from atlas.territories.kept import kept_of

# Before 2016: code, names, départements (COG 2015).
_BEFORE_2016 = (
    ("42", ("alsace",), "67 68"),
    ("72", ("aquitaine",), "24 33 40 47 64"),
    ("83", ("auvergne",), "03 15 43 63"),
    ("25", ("basse normandie",), "14 50 61"),
    ("26", ("bourgogne",), "21 58 71 89"),
    ("21", ("champagne ardenne", "champagne ardennes"), "08 10 51 52"),
    ("43", ("franche comte",), "25 39 70 90"),
    ("23", ("haute normandie",), "27 76"),
    ("91", ("languedoc roussillon",), "11 30 34 48 66"),
    ("74", ("limousin",), "19 23 87"),
    ("41", ("lorraine",), "54 55 57 88"),
    ("73", ("midi pyrenees",), "09 12 31 32 46 65 81 82"),
    ("31", ("nord pas de calais", "npdc", "nord pas calais"), "59 62"),
    ("22", ("picardie",), "02 60 80"),
    ("54", ("poitou charentes", "poitou charente"), "16 17 79 86"),
    ("82", ("rhone alpes", "rhones alpes"), "01 07 26 38 42 69 73 74"),
)
# What people call today's.
_CALLED = declared_table("""
93: paca pac provence_alpes_cote_azur region_sud sud sud_paca
11: idf ile_france rif
84: aura ara
27: bfc
32: hdf nord_pas_de_calais_picardie
75: naq nouvelle_aquitaine_limousin_poitou_charentes aquitaine_limousin_poitou_charentes
44: alca ges alsace_champagne_ardenne_lorraine
76: occ languedoc_roussillon_midi_pyrenees
24: centre cvl
52: pdl
53: bzh bre brittany
28: normandy nor
94: corsica
04: reunion ile_reunion
""")
# "France hors Île-de-France", "Antilles-Guyane": more or less than the région inside.
_OTHERWISE = frozenset({"hors", "sauf", "sans", "excepte", "antilles", "limitrophe", "limitrophes", "outre"})
_SMALL = frozenset(declared("de la le les l du des d fr region conseil regional"))


class Region(NamedTuple):
    """A région of today, and the départements that were meant where it is one of before 2016."""

    code: str
    departements: tuple[str, ...] = ()


def read_region(text: str, geography: Geography) -> Region | None:
    """Read a région from its name or its code.

    None where the text is none, or several.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> read_region("PACA", load_geography()), read_region("Alsace", load_geography())
    (Region(code='93', departements=()), Region(code='44', departements=('67', '68')))
    """
    known = _known(geography)
    bare = text.strip().removesuffix(".0").zfill(2)
    if bare in known:
        return known[bare]
    words = normalise_name(text)
    key = _key(words)
    if key in known:
        return known[key]
    if not _OTHERWISE.isdisjoint(key.split()):
        return None
    # "Auvergne-Rhône-Alpes (FR)".
    inside = [
        region for name, region in known.items() if len(name) > len("idf") and f" {name} " in f" {key} "
    ]
    whole = {region.code for region in inside}
    return max(inside, key=lambda region: not region.departements) if len(whole) == 1 else None


def named_region(text: str, geography: Geography) -> Region | None:
    """Read a région from its whole name alone."""
    key = _key(normalise_name(text))
    return None if key[:1].isdigit() else _known(geography).get(key)


def region_parts(text: str, geography: Geography) -> tuple[str, ...]:
    """Return what a région covers: itself, or the départements that it held before 2016."""
    region = read_region(text, geography)
    if region is None:
        return ()
    return tuple(f"departement:{code}" for code in region.departements) or (f"region:{region.code}",)


def _key(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _SMALL) or words


@kept_of(maxsize=2)
def _known(geography: Geography) -> dict[str, Region]:
    names = geography.level("region")["name"]
    own = geography.level("departement")["regions"]
    known: dict[str, Region] = {}
    for code, called, departements in _BEFORE_2016:
        parts = tuple(departements.split())
        today = str(own.loc[parts[0]][0])
        for name in (code, *map(_key, called)):
            known[name] = Region(today, parts)
    known |= {_key(name): Region(code) for code, names in _CALLED.items() for name in names}
    for number, label in names.items():
        known[str(number)] = known[_key(normalise_name(str(label)))] = Region(str(number))
    return known
