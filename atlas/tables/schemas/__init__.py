"""The curated tables, declared.

Where a column speaks for a text that stands beside it (`scale` for `scale_text`), the code was chosen row by
row by a person: the file holds it, and no rule of this package makes it.
"""

from atlas.tables.declaration import Declaration
from atlas.tables.schemas.funding import FUNDING
from atlas.tables.schemas.initiatives import INITIATIVES
from atlas.tables.schemas.levers import ETUDE_LEVIERS
from atlas.tables.schemas.perimeters import PERIMETERS
from atlas.tables.schemas.sources_ids import SOURCES_IDS
from atlas.tables.schemas.study import STUDY_FACTS
from atlas.tables.schemas.types import TYPES

DECLARATIONS: dict[str, Declaration] = {
    declaration.name: declaration
    for declaration in (INITIATIVES, PERIMETERS, FUNDING, TYPES, STUDY_FACTS, ETUDE_LEVIERS, SOURCES_IDS)
}

__all__ = [
    "DECLARATIONS",
    "ETUDE_LEVIERS",
    "FUNDING",
    "INITIATIVES",
    "PERIMETERS",
    "SOURCES_IDS",
    "STUDY_FACTS",
    "TYPES",
]
