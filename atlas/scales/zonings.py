"""Random zonings: as many zones as the official ones, each in one piece, drawn knowing nothing else."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from atlas.errors import UnknownChoiceError
from atlas.sphere import unit_vectors
from atlas.territories import Geography
from atlas.territories.contiguity import Pairs, bridges, level_pairs, pieces, restrict, zone_positions
from atlas.territories.kept import kept_of
from atlas.vocabulary import Label

# What random zonings have of the official ones; all have as many zones, each in one piece.
NULLS: dict[str, Label] = {
    "matched": Label("Populations et compacité tenues", "Populations and compactness held"),
    "uniform": Label(
        "Nombre de zones seul, autour de communes quelconques", "Number of zones alone, around any communes"
    ),
    "population": Label(
        "Nombre de zones seul, autour de communes peuplées",
        "Number of zones alone, around populous communes",
    ),
}
# Those that are drawn on the spot; the others are stored, see `atlas.scales.matched_zonings`.
CENTRES = ("uniform", "population")


class Ground(NamedTuple):
    """What zones of one level are drawn on: communes that some official zone holds.

    Attributes
    ----------
    communes
        Positions of the communes in `geography.communes`.
    pairs
        Shape (m, 2): neighbours by position in `communes`, bridges included.
    bridges
        How many of the pairs are bridges over water.
    parts
        Part of each commune: the mainland with its islands, Corsica, each overseas département.
    official
        Official zone of each commune, 0 to `zones` - 1.
    codes
        Code of each official zone.
    quotas
        Official zones of each part.
    population
        Inhabitants of each commune.
    """

    communes: Pairs
    pairs: Pairs
    bridges: int
    parts: Pairs
    official: Pairs
    codes: pd.Index
    quotas: Pairs
    population: npt.NDArray[np.float64]

    @property
    def zones(self) -> int:
        """How many zones every zoning has."""
        return len(self.codes)


@kept_of(maxsize=8)
def ground(geography: Geography, level: str) -> Ground:
    """Prepare the communes for random zonings of one level.

    Returns
    -------
    Ground
        Communes without official zone (four islands without EPCI, the overseas collectivities) are left out
        of the random zonings as they are of the official one.

    Raises
    ------
    UnknownChoiceError
        If `level` is the commune, of which zones are made.

    Notes
    -----
    Parts are the groups of régions that share borders: no zone may hold the mainland and La Réunion. Inside a
    part, every piece of land that touches no other is tied to the nearest commune of another piece (by their
    seats), until the part is one: an island commune then joins a zone across the water or is a zone of its
    own, as official zones do.
    """
    if level == "commune":
        msg = "Communes are what zones are made of: choose a level above, such as 'bassin_de_vie'."
        raise UnknownChoiceError(msg)
    zone = zone_positions(geography, level)
    inside = np.flatnonzero(zone >= 0)
    held, official = np.unique(zone[inside], return_inverse=True)
    pairs = restrict(level_pairs(geography, "commune"), inside, len(zone))
    regions = level_pairs(geography, "region")
    joined = pieces(regions, len(geography.level("region")))
    parts = np.unique(joined[zone_positions(geography, "region")[inside]], return_inverse=True)[1]
    table = geography.communes.iloc[inside]
    ties = bridges(pairs, parts, unit_vectors(table[["seat_lon", "seat_lat"]]))
    first = np.unique(official, return_index=True)[1]
    return Ground(
        communes=inside,
        pairs=np.vstack([pairs, ties]),
        bridges=len(ties),
        parts=parts,
        official=official,
        codes=geography.level(level).index[held],
        quotas=np.bincount(parts[first], minlength=parts.max() + 1),
        population=table["population"].to_numpy(dtype="float64"),
    )


def zone_people(place: Ground, zones: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
    """Return the inhabitants of each zone of a zoning."""
    return np.bincount(zones, weights=place.population, minlength=place.zones).astype("float64")


def random_zoning(place: Ground, generator: np.random.Generator, *, null: str = "uniform") -> Pairs:
    r"""Draw one zoning at random.

    Parameters
    ----------
    place
        See `ground`.
    null
        How the communes from which zones grow are drawn: one of `CENTRES`.

    Returns
    -------
    numpy.ndarray
        Zone of each commune of `place`, 0 to `place.zones` - 1. Every commune is in one zone, each zone is in
        one piece (bridges count), each part of France has its official number of zones.

    Raises
    ------
    UnknownChoiceError
        If `null` is not one of `CENTRES`.

    Notes
    -----
    In each part, as many communes as it has official zones are drawn as centres, uniformly or with
    probability proportional to their inhabitants (Efraimidis and Spirakis, 2006, Weighted random sampling
    with a reservoir); each border gets a length drawn uniformly from (0, 1], and each commune goes to the
    centre with the shortest way along them (Erwig, 2000, The graph Voronoi diagram, Networks 36), by
    `scipy.sparse.csgraph.dijkstra` from all centres at once. The lengths are drawn again each time, so zones
    take any shape. Held constant: the communes, the number of zones in each part, contiguity. Not held: the
    zones' populations and areas, and commuting, on which official zonings rest.
    """
    if null not in CENTRES:
        msg = f"Unknown way to draw zones {null!r}: choose one of {', '.join(CENTRES)}."
        raise UnknownChoiceError(msg)
    size = len(place.communes)
    # The largest keys win: of equal weights, or the inhabitants (nobody there, never a centre).
    key = np.log(1.0 - generator.random(size))
    if null == "population":
        key = key / np.maximum(place.population, 1e-9)
    centres = np.concatenate(
        [
            nodes[np.argsort(-key[nodes], kind="stable")[:quota]]
            for part, quota in enumerate(place.quotas)
            for nodes in [np.flatnonzero(place.parts == part)]
        ]
    )
    length = 1.0 - generator.random(len(place.pairs))
    borders = sparse.csr_array((length, (place.pairs[:, 0], place.pairs[:, 1])), shape=(size, size))
    _, _, source = csgraph.dijkstra(
        borders, directed=False, indices=centres, min_only=True, return_predecessors=True
    )
    number = np.empty(size, dtype=np.intp)
    number[centres] = np.arange(len(centres))
    return np.asarray(number[source], dtype=np.intp)
