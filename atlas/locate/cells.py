"""Cells that tell a place in one column: "44.75, 5.37", "8 rue des Iris 26150 DIE", a SIREN."""

import re

import pandas as pd

from atlas.locate.degrees import read_angles
from atlas.territories import Geography
from atlas.territories.sirens import siren_places

# The last five digits of an address, or "69 007" at its beginning or behind a mark, and the town after them;
# no digits but those of a CEDEX or a telephone may follow.
_TOWN = re.compile(
    r"(?<![0-9])([0-9]{5}|(?:(?<=^)|(?<=[,;–—-]\s))[0-9]{2}\s[0-9]{3})(?![0-9])\s*,?\s*"
    r"([^0-9,;()]*?(?:\bcedex\s*[0-9]{0,2})?)\s*(?:\b(?:t[ée]l|fax|port)\b.*|(?<![0-9])[,;(][^0-9]*|[^\w,;()]*)$",
    re.IGNORECASE,
)
# "26150 Die - France", but no "95700 Roissy-en-France".
_COUNTRY = r"(?i)(?<!\ben)[\s–—-]+france$"
# "26150 Die - 1 rue X", "26000 Valence cedex 9 - BP 44".
_FIRST = r"(?i)^\s*([0-9]{5})\s+([^0-9,;()]+?(?:\bcedex\s*[0-9]{0,2})?)\s*(?:[,;]|\s[–—-]\s).*[0-9].*$"
# A comma may part two numbers or be a decimal mark: only one that a space or another mark follows parts.
_NUMBER = r"([+-]?[0-9]{1,3}(?:[.,][0-9]+)?)"
_PAIR = rf"^\s*[\[(]?\s*{_NUMBER}(?:\s*[;/|]\s*|,\s+|\s+){_NUMBER}\s*[\])]?\s*$"
_TIGHT = r"^\s*[\[(]?\s*([+-]?[0-9]{1,3}\.[0-9]+),([+-]?[0-9]{1,3}\.[0-9]+)\s*[\])]?\s*$"
_WKT = r"(?i)^\s*(?:SRID=4326;)?\s*POINT\s*\(\s*([-+0-9.]+)\s+([-+0-9.]+)\s*\)\s*$"
_ANGLED = r"[0-9]\s*[°º˚]|[0-9]\s*[NS]\b|\b[NS]\s*[0-9]"
# Mainland France, east and north: a pair in it cannot be read the other way.
_EAST, _NORTH = (-6.0, 10.0), (41.0, 51.5)
_SIREN, _SIRET, _ROUNDED = 9, 14, "00000"


def towns(addresses: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return postal code and town of "8 rue de la Boétie - 33000 Bordeaux", "" where there is none.

    Examples
    --------
    >>> [part.tolist() for part in towns(pd.Series(["8 rue 26150 DIE - France", "Quai 3, 69 007 Lyon", "x"]))]
    [['26150', '69007', ''], ['DIE', 'Lyon', '']]
    """
    found = addresses.str.extract(_TOWN)
    first = addresses[found[0].isna() & addresses.str.match("[0-9]{5} ")]
    found = found if first.empty else found.fillna(first.str.extract(_FIRST))
    codes = found[0].str.replace(r"\s", "", regex=True).fillna("").astype("str")
    names = found[1].str.strip(" -.").fillna("").str.replace(_COUNTRY, "", regex=True)
    return codes, names.astype("str")


def pairs(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return longitude and latitude, as texts, of "44.7539, 5.3703" or of a WKT point; each row by itself.

    Where a cell is neither, both are the cell, which is no number.

    Examples
    --------
    >>> cells = pd.Series(["44.7539, 5.3703", "(5,3703; 44,7539)", "POINT(5.37 44.75)", "Die"])
    >>> [part.tolist() for part in pairs(cells)]
    [['5.3703', '5.3703', '5.37', 'Die'], ['44.7539', '44.7539', '44.75', 'Die']]
    """
    points = cells.str.extract(_WKT)
    numbers = cells.str.extract(_TIGHT).fillna(cells.str.extract(_PAIR))
    numbers = numbers.apply(lambda column: column.str.replace(",", ".", regex=False))
    first, second = (pd.to_numeric(numbers[place], errors="coerce") for place in (0, 1))
    turned = first.between(*_EAST) & second.between(*_NORTH)
    lon, lat = numbers[0].where(turned, numbers[1]), numbers[1].where(turned, numbers[0])
    rest = cells[lon.isna() & points[0].isna() & cells.str.contains(_ANGLED)]
    angles = {text: angle for text in rest.unique() if (angle := read_angles(text))}
    if angles:
        lat, lon = (
            part.fillna(rest.map({text: str(angle[at]) for text, angle in angles.items()}))
            for at, part in ((0, lat), (1, lon))
        )
    return points[0].fillna(lon).fillna(cells), points[1].fillna(lat).fillna(cells)


def siren_code(text: str, geography: Geography) -> str:
    """Return the commune or EPCI that a SIREN or a SIRET is of, "" where it is another's.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [siren_code(text, load_geography()) for text in ("212601132", "242 600 534 00035", "389055310")]
    ['26113', '242600534', '']
    """
    digits = "".join(text.split())
    if len(digits) != _SIREN and (len(digits) != _SIRET or digits.endswith(_ROUNDED)):
        return ""
    place = siren_places(geography).get(digits[:_SIREN], "")
    return "" if "|" in place else place.partition(":")[2]
