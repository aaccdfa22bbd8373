"""What can be wrong with an uploaded file, in the reader's own language."""

from atlas.errors import FileFaultError
from atlas.vocabulary import Language
from atlas.words.numbers import number
from atlas.words.texts.reading import FAULTS

# Bounds on what a file takes that differ between a page and a command.
BOUNDS = frozenset(
    {"too_large", "too_many_rows", "too_many_cells", "too_many_values", "zip_too_large"},
)


class FileRefusedError(FileFaultError):
    """An uploaded file cannot be used as it is; `to` says why in either language."""

    def __init__(self, fault: str, **values: str) -> None:
        self.fault = fault
        self.values = values
        super().__init__(self.to("en"))

    def to(self, language: Language) -> str:
        """Return what is wrong and what to do, in `language`."""
        shown = {name: _shown(name, value, language) for name, value in self.values.items()}
        return FAULTS[self.fault].to(language).format(**shown)


def _shown(name: str, value: str, language: Language) -> str:
    return number(int(value), language) if name == "limit" and value.isdecimal() else value
