"""What a page lets choose, and which values an address may give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import ORIGINS, TYPOLOGIES
from atlas.vocabulary import CATEGORIES, FUNDER_LEVELS, SCALES


def allowed(catalogue: Catalogue) -> dict[str, list[str]]:
    """List the codes that a link may name."""
    lists = {
        "types": list(catalogue.tables.types.index),
        "echelles": list(SCALES),
        "financeurs": list(FUNDER_LEVELS),
        "origine": [] if catalogue.own.empty else list(ORIGINS),
    }
    return lists | {typology: list(CATEGORIES[typology]) for typology in TYPOLOGIES}


def year_bounds(catalogue: Catalogue) -> tuple[int, int]:
    """Return the first and last known start year of all initiatives."""
    years = catalogue.tables.initiatives["start_year"].dropna()
    return int(years.min()), int(years.max())


@dataclass(frozen=True)
class Choice:
    """A widget that only one page has, and its place in the address.

    Attributes
    ----------
    choices
        Values that it may take, all as text; the first is the default and stays out of the address.
    """

    parameter: str
    choices: tuple[str, ...]

    def admits(self, value: str) -> bool:
        """Check whether a link may give this value."""
        return value in self.choices


@dataclass(frozen=True)
class Free(Choice):
    """A choice that no closed list holds, such as an id: a link may give whatever `check` takes.

    Attributes
    ----------
    check
        Whether a text is a value; it must not fail on any text.
    """

    check: Callable[[str], bool]

    def admits(self, value: str) -> bool:
        """Check whether a link may give this value."""
        return super().admits(value) or self.check(value)


def parameters(own: Mapping[str, Choice], chosen: Mapping[str, object]) -> dict[str, str] | None:
    """Write a page's own choices as parameters of a link that shows the same again.

    None where no widget of the page holds one of them, such as the seed 1234.
    """
    texts = {key: str(value) for key, value in chosen.items()}
    if not all(own[key].admits(text) for key, text in texts.items()):
        return None
    return {
        choice.parameter: texts[key]
        for key, choice in own.items()
        if key in texts and texts[key] != choice.choices[0]
    }
