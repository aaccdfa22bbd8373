"""The schemas of initiatives and funding, and the curated tables that follow them.

One declaration per table serves validation, documentation and Table Schema. `check` lists the faults of a
file, `read` gives a sound one, `load_tables` the curated ones.
"""

from atlas.tables.curated import Tables, load_tables
from atlas.tables.declaration import Column, Declaration
from atlas.tables.documentation import dictionary, table_schema, write_documentation
from atlas.tables.reading import Fault, check, read
from atlas.tables.schemas import (
    DECLARATIONS,
    ETUDE_LEVIERS,
    FUNDING,
    INITIATIVES,
    PERIMETERS,
    SOURCES_IDS,
    STUDY_FACTS,
    TYPES,
)

__all__ = [
    "DECLARATIONS",
    "ETUDE_LEVIERS",
    "FUNDING",
    "INITIATIVES",
    "PERIMETERS",
    "SOURCES_IDS",
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
