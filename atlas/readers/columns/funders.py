"""Columns of amounts that are one for each funder: "État | Région", "Subvention Région | Subvention CAF"."""

import re
from collections.abc import Iterable, Mapping

from atlas.readers.cells.currencies import unit_of
from atlas.readers.cells.values import declared
from atlas.readers.columns.scores import Column, of_costs, rules_out_header, valid
from atlas.readers.columns.usual_headers import FUNDERS, GRANTED, WORDS, header_words
from atlas.readers.columns.yearly import is_sum, says_total, without_year, year_of
from atlas.territories import Geography

# What is written beside a funder in the header of what it gives.
_MONEY = frozenset(
    {*WORDS["amount"], *declared("part participation financement cofinancement financeur apport")}
)
_SMALL = frozenset(declared("dont plan de du des d la le les l en eur euros k ke conseil"))
_TOKEN = re.compile(r"[\s_]+|(?<=[’'])|(?=[(\[])")
_MOSTLY, _FEW = 0.8, 0.2
# Of what a bare header says, "Région" alone may name a place.
_PLACES = {"region": "region", "departement": "departement", "intercommunalite": "epci", "commune": "commune"}


def funder_of(header: str) -> str:
    """Return the funder whose amounts a header says it has, or "".

    Examples
    --------
    >>> funder_of("Subvention de l’État (€)"), funder_of("Part_CAF 2023"), funder_of("Nombre de communes")
    ('État', 'CAF', '')
    """
    tokens = [
        token
        for token in _TOKEN.split(without_year(header))
        if not {*header_words(token).split()} <= _MONEY | _SMALL or "conseil" in header_words(token)
    ]
    named = " ".join(tokens).strip(" ’'-–:")
    # "Fonds vert" is the État's; "Fonds propres" are nobody's grant.
    words = [word for word in header_words(named).split() if word not in _SMALL | {"fonds"}]
    return named if words and words[0] in FUNDERS else ""


def funder_level(header: str) -> str:
    """Return the level of the funder that a header names, a key of `FUNDER_LEVELS`, or ""."""
    return next((FUNDERS[word] for word in header_words(header).split() if word in FUNDERS), "")


def funder_columns(
    columns: Iterable[Column], taken: str, geography: Geography, *, own: bool
) -> dict[str, str]:
    """Find the columns of amounts that are one for each funder.

    Parameters
    ----------
    taken
        Header of the column that would be taken for the amounts; "" for none.
    own
        Whether rows are communes' own, so that what a commune gives is no grant.

    Returns
    -------
    Header -> its funder, in the order of the file; nothing where `taken` is another thing than their sum.

    Notes
    -----
    Headers that say no more than "Région" are taken beside one that is no place, such as "État", and where
    their cells are no places.
    """
    said: dict[str, str] = {}
    bare: dict[str, str] = {}
    rows = {each.header: each.rows for each in columns}
    for each in columns:
        words = {*each.words.split()}
        level, named = funder_level(each.header), funder_of(each.header)
        # What a commune gives its own project is no grant, unless it is called one.
        kept = own and level == "commune" and words.isdisjoint(GRANTED)
        if not named or rules_out_header("amount", each):
            continue
        if kept or valid("amount", each.cells, geography) < _MOSTLY:
            continue
        if not words & _MONEY and level in _PLACES and valid(_PLACES[level], each.cells, geography) > _FEW:
            continue
        found = said if words & _MONEY or year_of(each.header) else bare
        found[each.header] = named
    if all(funder_level(header) in _PLACES for header in bare):
        bare = {}
    for found in (_granted(said), bare):
        different = {(header_words(funder), year_of(header)) for header, funder in found.items()}
        several = len({funder for funder, _ in different}) > 1
        if (
            several
            and len(different) == len(found)
            and len(set(map(unit_of, found))) == 1
            and (
                taken in ("", *found)
                or says_total(taken)
                or of_costs(header_words(taken).split())
                or is_sum(rows, taken, [*found])
            )
        ):
            return found
    return {}


def _granted(said: Mapping[str, str]) -> dict[str, str]:
    """Of what each funder granted, costs or paid, keep what it granted where that is said."""
    granted = {header: one for header, one in said.items() if GRANTED & {*header_words(header).split()}}
    return granted if len(granted) > 1 else dict(said)
