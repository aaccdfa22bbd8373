"""Codes and names of places as people write them: "01 004", "'26113", "Var (83)", "Saint-Denis (974)"."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

import pandas as pd

from atlas.territories import Geography, normalise_name

# Spaces, the apostrophe by which a spreadsheet keeps a text, the decimals of a code that was once a number.
_AROUND = re.compile(r"^[\s']+|[\s\u00a0\u202f]+|\.0+$")
_CODE = re.compile(r"[0-9]{4,5}|2[ABab][0-9]{3}|[0-9]{9}|[0-9]{14}")
_DEPARTEMENT = r"[0-9]{1,3}|2[ABab]"
_AFTER = re.compile(rf"(.*?)\s*[(\[]\s*({_DEPARTEMENT})\s*[)\]]")
_INSIDE = re.compile(r"(.*?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_LED = re.compile(r"([0-9]{5})\s*[-–,]?\s*([^\W\d].*)")
_BEFORE = re.compile(rf"({_DEPARTEMENT})\s*[-–:.]?\s+(\D.*)|({_DEPARTEMENT})\s*[-–:]\s*(\D.*)")

# Fewer letters are like too many names; two spellings of one name have nearly all their letters in common.
_SHORTEST, _SPELT = 4, 0.85


def bare_code(text: str) -> str:
    """Write a code without what surrounds it; any other text as it is.

    Examples
    --------
    >>> bare_code("01 004"), bare_code("'2A004"), bare_code("26113.0"), bare_code("Die")
    ('01004', '2A004', '26113', 'Die')
    """
    bare = _AROUND.sub("", text)
    return bare if _CODE.fullmatch(bare) else text


def departement_code(text: str, geography: Geography) -> str | None:
    """Read a département from its code, its name or both.

    Parameters
    ----------
    text
        "83", "Var", "Var (83)", "83 Var", "974 - La Réunion".
    geography
        The territories.

    Returns
    -------
    str or None
        Its code; None where code and name are not of one département.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [departement_code(text, load_geography()) for text in ("Var (83)", "974 La Réunion", "Var (84)")]
    ['83', '974', None]
    """
    after, before = _AFTER.fullmatch(text.strip()), _BEFORE.fullmatch(text.strip())
    if after:
        name, digits = after.groups()
    elif before:
        digits, name = [part for part in before.groups() if part]
    else:
        return geography.departement_code(text)
    by_digits, by_name = geography.departement_code(digits), geography.departement_code(name)
    return by_digits if by_digits == by_name or (by_name is None and not name.strip()) else None


class Named(NamedTuple):
    """A commune's name, with the département and the postal code that stood beside it, "" where none did."""

    name: str
    departement: str = ""
    postal_code: str = ""


def split_name(text: str, geography: Geography) -> Named:
    """Split "Saint-Denis (974)", "Die (Drôme)" or "26150 Die".

    Parameters
    ----------
    text
        A name, perhaps with a département in brackets or a postal code.
    geography
        The territories.

    Returns
    -------
    Named
        The text itself as the name where it has neither.
    """
    inside = _INSIDE.fullmatch(text.strip())
    if inside:
        code = geography.departement_code(inside[2])
        return Named(inside[1], code) if code else Named(text)
    led = _LED.fullmatch(text.strip())
    return Named(led[2], postal_code=led[1]) if led else Named(text)


def alike(name: str, communes: Iterable[str], geography: Geography) -> str | None:
    """Find the one commune of a few whose name is shortened, lengthened or misspelt.

    Parameters
    ----------
    name
        "Brive", "Orléans la Source", "Villeubanne".
    communes
        Codes, of one postal code.
    geography
        The territories.

    Returns
    -------
    str or None
        Its code; None where none or several are alike.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> [alike(name, ["19031"], load_geography()) for name in ("BRIVE", "Bruges")]
    ['19031', None]
    """
    given = normalise_name(name)
    if len(given) < _SHORTEST:
        return None
    found = set()
    for code in communes:
        own = normalise_name(str(geography.communes["name"].get(code, "")))
        inside = f" {given} " in f" {own} " or f" {own} " in f" {given} "
        if own and (inside or SequenceMatcher(None, given, own).ratio() > _SPELT):
            found.add(code)
    return found.pop() if len(found) == 1 else None


def clean_places(frame: pd.DataFrame, geography: Geography) -> "pd.Series[str]":
    """Bring codes and names of places to what `atlas.locate` reads.

    Parameters
    ----------
    frame
        Columns of `atlas.locate` as texts; changed in place.
    geography
        The territories.

    Returns
    -------
    pandas.Series
        On its index: "code → code" where a code was written otherwise, "" elsewhere.
    """
    told = pd.Series("", index=frame.index, dtype="str")
    for name in ("code", "epci", "postal_code"):
        if name in frame:
            bare = frame[name].map({text: bare_code(text) for text in frame[name].unique()}).astype("str")
            changed = bare.ne(frame[name].str.strip())
            if name == "code" and changed.any():
                told = told.mask(changed, frame[name].str.strip() + " → " + bare)
            frame[name] = bare
    if "departement" in frame:
        texts = frame["departement"]
        codes = {text: departement_code(text, geography) or text for text in texts.unique()}
        frame["departement"] = texts.map(codes).astype("str")
    if "name" in frame:
        _move_beside(frame, geography)
    return told


def _move_beside(frame: pd.DataFrame, geography: Geography) -> None:
    """Move départements and postal codes out of the names, to where nothing else says them."""
    names = frame["name"]
    beside = names.str.contains(r"^\s*[0-9]|[(\[]", regex=True)
    if not beside.any():
        return
    parts = {text: split_name(text, geography) for text in names[beside].unique()}
    for column in ("departement", "postal_code"):
        told = (
            names.map({text: getattr(part, column) for text, part in parts.items()}).fillna("").astype("str")
        )
        if told.ne("").any():
            given = frame[column] if column in frame else pd.Series("", index=frame.index)
            frame[column] = given.where(given.str.strip() != "", told)
    frame["name"] = names.map({text: part.name for text, part in parts.items()}).fillna(names).astype("str")
