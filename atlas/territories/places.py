"""One territory or perimeter by name: `level:code`, as links, coverages and commands write it."""

from typing import NamedTuple

from atlas.errors import UnknownTerritoryError
from atlas.territories.geography import Geography


class Place(NamedTuple):
    """A territory named by its level and its code in that level's official list, or a perimeter."""

    level: str
    code: str

    def __str__(self) -> str:
        """Write `level:code`."""
        return f"{self.level}:{self.code}"


def split_place(text: str) -> Place:
    """Split `level:code`, known or not.

    Examples
    --------
    >>> split_place("departement:26")
    Place(level='departement', code='26')
    """
    level, _, code = text.partition(":")
    return Place(level, code)


def split_coverage(text: str) -> list[Place]:
    """Split a coverage: places joined by `|`, known or not; none where it is empty."""
    return [split_place(part) for part in text.split("|") if part]


def is_place(geography: Geography, text: str) -> bool:
    """Check whether `level:code` names a territory."""
    level, code = split_place(text)
    return level in geography.levels and code in geography.level(level).index


def place(geography: Geography, text: str) -> Place:
    """Read `level:code`.

    Parameters
    ----------
    text
        For example `epci:242600252`.

    Raises
    ------
    UnknownTerritoryError
        If the level or the code is not known.
    """
    if not is_place(geography, text):
        msg = f"No territory {text!r}: write level:code, such as 'epci:242600252' or 'departement:26'."
        raise UnknownTerritoryError(msg)
    return split_place(text)
