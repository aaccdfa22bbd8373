"""What is said of how a file was read: the closed list of notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.vocabulary import Language
from atlas.words.texts.reading import COUNTED, NOTES

# Values that are sums.
_FIGURES = ("total", "sum")


@dataclass(frozen=True)
class Note:
    """One thing the reader should know of how the file was understood."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int | None:
        """How many lines, rows, columns or geometries it speaks of; None where it counts nothing."""
        counted = COUNTED.get(self.key)
        return int(self.values[counted[0]]) if counted else None

    def plus(self, other: "Note") -> "Note":
        """Add what the same note counts in a later part of the file."""
        counted = COUNTED.get(self.key)
        both = {counted[0]: str((self.count or 0) + (other.count or 0))} if counted else {}
        return Note(self.key, {**self.values, **both})

    def to(self, language: Language) -> str:
        """Return it in `language`."""
        counted = COUNTED.get(self.key)
        values = dict(self.values)
        label = NOTES[self.key]
        values |= {name: figure(float(values[name]), language) for name in _FIGURES if name in values}
        if counted:
            values[counted[0]] = grouped(int(values[counted[0]]), language)
            label = counted[1] if self.count == 1 else label
        return label.to(language).format(**values)


def figure(value: float, language: Language) -> str:
    """Write a sum as `language` does, with cents where it has some.

    Examples
    --------
    >>> figure(56500.5, "en"), figure(12.0, "fr")
    ('56,500.50', '12')
    """
    whole, _, cents = f"{value:,.2f}".partition(".")
    space, mark = ("\u202f", ",") if language == "fr" else (",", ".")
    return whole.replace(",", space) + (mark + cents) * (cents != "00")


def grouped(count: int, language: Language) -> str:
    """Write a whole number with what separates its thousands in `language`.

    Examples
    --------
    >>> grouped(12345, "en")
    '12,345'
    """
    return f"{count:,}".replace(",", "\u202f" if language == "fr" else ",")
