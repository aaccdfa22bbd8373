"""Files of other people, read into tables of the atlas, with a ledger of every row."""

from atlas.readers.files.limits import Limits
from atlas.readers.files.opening import FORMATS
from atlas.readers.grant_files import read_grants
from atlas.readers.imports import read_raw
from atlas.readers.model.raw import Raw
from atlas.readers.rows.grants import Grants
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

__all__ = ["FORMATS", "FileRefusedError", "Grants", "Limits", "Note", "Raw", "read_grants", "read_raw"]
