"""Perimeters that the atlas knows: those of its own initiatives."""

from atlas.catalogue.presence import presence
from atlas.tables import Tables
from atlas.territories import Geography
from atlas.territories.perimeters import with_perimeters


def with_known_perimeters(geography: Geography, tables: Tables) -> Geography:
    """Make a place of the coverage of each initiative whose coverage a source states.

    Returns
    -------
    Geography
        With a perimeter for each, its code the id of the initiative; `geography` where there is none.
    """
    initiatives = tables.initiatives
    covered = initiatives[initiatives["coverage"].notna()]
    if covered.empty:
        return geography
    named = covered[["name", "type"]].rename(columns={"type": "kind"})
    members = presence(covered, geography, "commune", by="coverage")
    return with_perimeters(geography, named, members.rename(columns={"id": "code", "code": "commune"}))
