"""What a page lets choose, and which values an address may give."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.filters import Choices, Switch, Value
from atlas.catalogue.selection import FILTERS
from atlas.views.brought.level import levels_of
from atlas.views.link import read_whole
from atlas.vocabulary import CATEGORIES, Language
from atlas.words import say
from atlas.words.numbers import number


# A page asks for them several times in every run.
@kept(maxsize=64)
def offered(catalogue: Catalogue, name: str, *partner: Value) -> Choices:
    """Return what a filter lets choose, given what is chosen in its partner."""
    return FILTERS[name].offers(catalogue, *partner)


@kept(maxsize=1)
def allowed(catalogue: Catalogue) -> dict[str, Collection[str]]:
    """Return the codes that a link may name, by parameter; categories by their typology."""
    lists = {one.parameter: offered(catalogue, name) for name, one in FILTERS.items() if not one.partner}
    levels = {"niveau": levels_of(catalogue)}
    return lists | levels | {typology: list(categories) for typology, categories in CATEGORIES.items()}


@kept(maxsize=1)
def unknown(catalogue: Catalogue) -> dict[str, int]:
    """Count for each filter the initiatives that it cannot judge."""
    return {name: one.unknown(catalogue) for name, one in FILTERS.items() if one.unknown is not None}


@kept(maxsize=64)
def filter_title(catalogue: Catalogue, name: str, language: Language) -> str:
    """Name a filter, and say for how many initiatives it is unknown what it asks."""
    title = FILTERS[name].title.to(language)
    if name not in unknown(catalogue):
        return title
    n = number(unknown(catalogue)[name], language)
    if isinstance(FILTERS[name], Switch):
        return title.format(n=n)
    return say("filter_unknown", language, title=title, n=n)


@kept(maxsize=1)
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

    def held(self, text: str) -> object:
        """Return what the widget holds for a value of the address."""
        return text

    def told(self, value: object) -> str:
        """Return the value of the address for what the widget holds."""
        return str(value)


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


@dataclass(frozen=True)
class Amount(Choice):
    """Any whole number within bounds; besides it what stands in `choices`, empty for none."""

    least: int
    most: int

    def admits(self, value: str) -> bool:
        """Check whether a link may give this value."""
        number = read_whole(value)
        return super().admits(value) or (number is not None and self.least <= number <= self.most)

    def held(self, text: str) -> object:
        """Return the number, None for none."""
        return read_whole(text)

    def told(self, value: object) -> str:
        """Write the number; empty for none."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Ticked(Choice):
    """A box to tick: the first value stands for an empty one."""

    def held(self, text: str) -> object:
        """Return whether the box is ticked."""
        return text != self.choices[0]

    def told(self, value: object) -> str:
        """Write the box."""
        return self.choices[bool(value)]


def address(own: Mapping[str, Choice], chosen: Mapping[str, object]) -> dict[str, str] | None:
    """Write a page's own choices as parameters of a link that shows the same again.

    What `chosen` leaves out is at its default. None where no widget of the page holds one of them, such as
    the seed 1234.
    """
    texts = {key: str(value) for key, value in chosen.items()}
    if not all(own[key].admits(text) for key, text in texts.items()):
        return None
    return {
        choice.parameter: texts[key]
        for key, choice in own.items()
        if key in texts and texts[key] != choice.choices[0]
    }
