"""Files of other people, read into tables of the atlas, with a ledger of every row."""

from atlas.readers.faults import GrantsFaultError
from atlas.readers.grants import Grants
from atlas.readers.grants import read_grants

__all__ = ["Grants", "GrantsFaultError", "read_grants"]
