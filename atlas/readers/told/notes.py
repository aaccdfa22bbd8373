"""What is said of how a file was read: the closed list of notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.vocabulary import Language
from atlas.words.numbers import number
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
        sums = {name: float(values[name]) for name in _FIGURES if name in values}
        values |= {
            name: number(value, language, digits=0 if value.is_integer() else 2)
            for name, value in sums.items()
        }
        if counted:
            values[counted[0]] = number(int(values[counted[0]]), language)
            label = counted[1] if self.count == 1 else label
        return label.to(language).format(**values)
