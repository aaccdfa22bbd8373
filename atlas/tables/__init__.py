"""The schemas of initiatives and funding, and the curated tables that follow them.

One declaration per table serves validation, documentation and Table Schema. `check` lists the faults of a
file, `read` gives a sound one, `load_tables` the curated ones.
"""

from atlas.tables.curated import Tables
from atlas.tables.curated import load_tables
from atlas.tables.declaration import Column
from atlas.tables.declaration import Declaration
from atlas.tables.documentation import dictionary
from atlas.tables.documentation import table_schema
from atlas.tables.documentation import write_documentation
from atlas.tables.reading import Fault
from atlas.tables.reading import check
from atlas.tables.reading import read
from atlas.tables.schemas import DECLARATIONS
from atlas.tables.schemas import FUNDING
from atlas.tables.schemas import INITIATIVES
from atlas.tables.schemas import STUDY_FACTS
from atlas.tables.schemas import TYPES

__all__ = [
    "DECLARATIONS",
    "FUNDING",
    "INITIATIVES",
    "STUDY_FACTS",
    "TYPES",
    "Column",
    "Declaration",
    "Fault",
    "Tables",
    "check",
    "dictionary",
    "load_tables",
    "read",
    "table_schema",
    "write_documentation",
]
