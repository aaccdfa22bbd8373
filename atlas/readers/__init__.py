"""Files of other people, read into tables of the atlas, with a ledger of every row."""

from atlas.readers.faults import FileRefusedError
from atlas.readers.grant_files import read_grants
from atlas.readers.grants import Grants
from atlas.readers.limits import Limits
from atlas.readers.notes import Note
from atlas.readers.raw import FORMATS
from atlas.readers.raw import Raw
from atlas.readers.raw import read_raw

__all__ = ["FORMATS", "FileRefusedError", "Grants", "Limits", "Note", "Raw", "read_grants", "read_raw"]
