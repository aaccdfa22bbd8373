"""What can go wrong, split by whose fault it is.

`ValueError` and its children are the caller's: a wrong level, an unknown code, an empty selection. The
children of `FileFaultError` are a file's: they name the file and, where there is one, the line and column.
`GeographyError` is a fault of the boundary data, met while it is built or read. Every message is one
sentence that says what to do next. A terminal says it in English, a page in the language of its reader.
"""

from atlas.vocabulary import Label, Language


class AtlasError(Exception):
    """Base of all errors that the atlas raises on purpose."""


class UnknownTerritoryError(AtlasError, ValueError):
    """No territory of this level has this code."""


class UnknownChoiceError(AtlasError, ValueError):
    """A value is not in the closed list it should come from."""


class EmptySelectionError(AtlasError, ValueError):
    """No initiative answers to a selection, so there is nothing to say."""


class MissingColumnError(AtlasError, ValueError):
    """A table has no column that can do what is asked."""


class MissingExtraError(AtlasError, ValueError):
    """An optional package that is asked for is not installed."""


class SchedulerError(AtlasError):
    """No scheduler of a cluster answers, or none of its workers."""


class RepeatedBatchError(AtlasError, ValueError):
    """A workspace holds the rows of this file already."""


class NotAllowedError(AtlasError):
    """Somebody asks for what they may not do."""


class FileFaultError(AtlasError):
    """A file cannot be used as it is; `to` says why in either language.

    Parameters
    ----------
    message
        The sentence in both languages, or in English alone where only a terminal can meet it.
    """

    def __init__(self, message: Label | str) -> None:
        self.label = Label._make((message, message)) if isinstance(message, str) else message
        super().__init__(self.label.en)

    def to(self, language: Language) -> str:
        """Return what is wrong and what to do, in `language`."""
        return self.label.to(language)


class TableFaultError(FileFaultError):
    """A table breaks its declared schema; the message lists every fault with its line."""


class WorkspaceBusyError(FileFaultError):
    """Somebody else is writing to a workspace: the same may be tried again in a moment."""


class FetchError(FileFaultError):
    """A file of somebody else's server cannot be had, or is not the one announced."""


class GeographyError(FileFaultError):
    """A source of boundaries or the built `data/geo` is missing, damaged or contradicts itself."""
