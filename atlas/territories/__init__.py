"""The levels of the atlas: codes, names, hierarchy, former codes and boundaries.

Everything nests on the commune, and no other level is a child of another: an EPCI may spill over a
département or a région, a bassin de vie too. So a row is tied to its commune once, and `Geography.lookup`
gives the rest.
"""

from atlas.territories.geography import Geography, load_geography
from atlas.territories.names import normalise_name

__all__ = ["Geography", "load_geography", "normalise_name"]
