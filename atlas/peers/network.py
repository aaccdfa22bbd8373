"""The members of a network as a graph: who has a peer within reach, and who has none."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial import ConvexHull, QhullError, cKDTree

from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.sphere import arc_km, chord, nearest_other, unit_vectors

# Kilometres within which one may ask for others: farther than any two places of France.
LEAST_KM, MOST_KM = 1, 20_000
# So many lines still tell something on a map; where there are more, only the spanning forest is drawn.
MOST_EDGES = 300
# Up to so many members, all pairs are looked at; beyond, those that may be neighbours.
_FEW = 60
# A file holds so many; where there are more, only the spanning forest.
MOST_LINKS = 200_000
# Rounding must not part two members that are exactly within reach.
_ROUNDING = 1 + 1e-12
# Points in a leaf of the tree in which neighbours are counted: measured as the fastest for ten thousand.
_LEAF = 64
# Length, in unit chords, of an edge between two members of one place: zero would be no edge at all.
_TOUCH = 1e-12


@dataclass(frozen=True, eq=False, kw_only=True)
class Network:
    """Members of a network within reach of each other.

    Attributes
    ----------
    km
        The reach.
    members
        Indexed by id, those with a point: `lon`, `lat` (degrees), `near` (how many others are within reach),
        `cluster` (1 is the largest; 0 for a member alone), `isolated` (none within reach), `nearest` (id) and
        `nearest_km` of the nearest other member, however far; missing where there is no other.
    edges
        `one`, `other` (ids) and `km`, shortest first: what is drawn.
    drawn
        `all` pairs within reach, or `forest`: the shortest lines that hold each cluster together.
    forest
        As `edges`: that forest, whatever is drawn.
    pairs
        How many pairs are within reach.
    clusters
        How many clusters of two or more members.
    unplaced
        Ids of the members without a point.
    """

    km: float
    members: pd.DataFrame
    edges: pd.DataFrame
    drawn: str
    forest: pd.DataFrame
    pairs: int
    clusters: int
    unplaced: pd.Index


def network(points: pd.DataFrame, km: float, *, most_edges: int = MOST_EDGES) -> Network:
    """Join the members of a network that are within reach of each other.

    Parameters
    ----------
    points
        `lon` and `lat` of each member in degrees, by id; NaN where it has no place.
    km
        Reach, in kilometres along a great circle, which is not a journey.
    most_edges
        Up to so many pairs all are drawn; else the spanning forest.

    Raises
    ------
    UnknownChoiceError
        If the reach is not above zero.
    EmptySelectionError
        If no member has a place.

    Notes
    -----
    Two members belong to one cluster if a chain of members joins them, each within reach of the next: the
    connected components of the graph of pairs, which are those of its minimum spanning forest. The forest
    is sought among the neighbours of the Delaunay triangulation on the sphere (the convex hull of the unit
    vectors), which holds it, so that ten thousand members never make fifty million pairs.

    Examples
    --------
    Three members on the equator, 1 and then 3 degrees apart:

    >>> points = pd.DataFrame({"lon": [0.0, 1, 4], "lat": [0.0, 0, 0]}, index=["a", "b", "c"])
    >>> found = network(points, 120)
    >>> found.members["isolated"].tolist(), found.clusters, found.edges["km"].round(1).tolist()
    ([False, False, True], 1, [111.2])
    """
    if not (np.isfinite(km) and km > 0):
        msg = f"A reach of {km!r} km joins nobody: give a number above zero."
        raise UnknownChoiceError(msg)
    placed = points.loc[points["lon"].notna() & points["lat"].notna(), ["lon", "lat"]].astype("float64")
    if placed.empty:
        msg = "No member of this selection has a place: widen it."
        raise EmptySelectionError(msg)
    vectors = unit_vectors(placed)
    reach = chord(km) * _ROUNDING
    near = _within(vectors, reach)
    pairs = int(near.sum()) // 2
    one, other, length = spanning_tree(vectors)
    inside = length <= reach
    forest = _edges(placed.index, one[inside], other[inside], length[inside])
    graph = coo_matrix((np.ones(inside.sum()), (one[inside], other[inside])), shape=(len(placed),) * 2)
    _, labels = connected_components(graph, directed=False)
    drawn = "forest" if pairs > most_edges else "all"
    members = placed.assign(near=near, cluster=_numbered(labels), isolated=near == 0)
    closest = nearest_other(placed)
    names = np.array([*placed.index.to_numpy(dtype=object), None])  # -1 is nobody
    members["nearest"], members["nearest_km"] = names[closest.position], closest.km
    return Network(
        km=km,
        members=members,
        edges=forest if drawn == "forest" else _all_pairs(placed.index, vectors, reach),
        drawn=drawn,
        forest=forest,
        pairs=pairs,
        clusters=int(members["cluster"].max()),
        unplaced=points.index.difference(placed.index, sort=False),
    )


def links(found: Network, *, most: int = MOST_LINKS) -> pd.DataFrame:
    """List the pairs of members within reach.

    Parameters
    ----------
    most
        Where there are more pairs, only the forest is listed.

    Returns
    -------
    pandas.DataFrame
        `one`, `other` (ids), `km` (along a great circle) and `forest` (whether it is one of the shortest
        lines that hold each cluster together), shortest first; as many rows as `found.pairs`, or as
        `found.forest`.

    Examples
    --------
    >>> points = pd.DataFrame({"lon": [0.0, 1, 2], "lat": [0.0, 0, 0]}, index=["a", "b", "c"])
    >>> links(network(points, 250))["forest"].tolist()
    [True, True, False]
    """
    if found.pairs > most:
        return found.forest.assign(forest=True)
    table = found.edges
    if found.drawn != "all":
        vectors = unit_vectors(found.members[["lon", "lat"]])
        table = _all_pairs(found.members.index, vectors, chord(found.km) * _ROUNDING)
    both = [pd.MultiIndex.from_frame(one[["one", "other"]]) for one in (table, found.forest)]
    return table.assign(forest=both[0].isin(both[1]))


def _within(vectors: NDArray[np.float64], reach: float) -> NDArray[np.intp]:
    """Count the others within reach of each point."""
    tree = cKDTree(vectors, leafsize=_LEAF)
    near = np.empty(len(vectors), dtype=np.intp)
    # In the tree's own order, neighbours are asked for after each other: what they need is at hand.
    order = tree.indices
    near[order] = tree.query_ball_point(vectors[order], reach, return_length=True, workers=-1)
    return near - 1


def _all_pairs(ids: pd.Index, vectors: NDArray[np.float64], reach: float) -> pd.DataFrame:
    one, other = cKDTree(vectors).query_pairs(reach, output_type="ndarray").reshape(-1, 2).T
    return _edges(ids, one, other, np.linalg.norm(vectors[one] - vectors[other], axis=1))


def _edges(
    ids: pd.Index, one: NDArray[np.intp], other: NDArray[np.intp], length: NDArray[np.float64]
) -> pd.DataFrame:
    """Name edges, each from the member that comes first in the list, the shortest edge first."""
    one, other = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((other, one, length))
    one, other = one[order], other[order]
    return pd.DataFrame({"one": ids[one], "other": ids[other], "km": arc_km(length[order])})


def _numbered(labels: NDArray[np.int32]) -> NDArray[np.intp]:
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    number = np.empty(len(sizes), dtype=np.intp)
    number[order] = np.arange(1, len(sizes) + 1)
    number[sizes == 1] = 0
    result: NDArray[np.intp] = number[labels]
    return result


def spanning_tree(
    vectors: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Join points of the unit sphere by the least total length.

    Parameters
    ----------
    vectors
        One unit vector per point.

    Returns
    -------
    one, other, length
        Positions of both ends and length of the chord of each edge, one edge less than points.

    Notes
    -----
    Points of one place are joined first; the others among the edges of the spherical Delaunay
    triangulation and each point's nearest ones (which Qhull's rounding may lose).
    """
    places, first, inverse = np.unique(vectors, axis=0, return_index=True, return_inverse=True)
    inverse = inverse.ravel()
    one, other = _neighbours(places)
    length = np.linalg.norm(places[one] - places[other], axis=1)
    graph = coo_matrix((np.maximum(length, _TOUCH), (one, other)), shape=(len(places),) * 2)
    tree = minimum_spanning_tree(graph.tocsr()).tocoo()
    again = np.flatnonzero(first[inverse] != np.arange(len(vectors)))
    start = np.concatenate([first[tree.row], first[inverse[again]]]).astype(np.intp)
    end = np.concatenate([first[tree.col], again]).astype(np.intp)
    return start, end, np.linalg.norm(vectors[start] - vectors[end], axis=1)


def _neighbours(places: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    # On the unit sphere the faces of the convex hull are the Delaunay triangles: a face Die, Crest, Valence
    # gives the pairs Die-Crest, Crest-Valence and Die-Valence. The next face shares one of them, which is
    # kept once: of 100 places (2, 7) and (7, 2) are both the number 207.
    if len(places) > _FEW:
        try:
            corners = ConvexHull(places).simplices
        except QhullError:
            pass  # all on one circle: rare, and all pairs answer as well
        else:
            _, close = cKDTree(places).query(places, k=4)
            ends = [(corners[:, one], corners[:, other]) for one, other in ((0, 1), (1, 2), (0, 2))]
            ends += [(close[:, 0], close[:, column]) for column in (1, 2, 3)]
            one, other = (np.concatenate(side).astype(np.int64) for side in zip(*ends, strict=True))
            # One number for each pair, which sorts much faster than two.
            keys = np.sort(np.minimum(one, other) * len(places) + np.maximum(one, other))
            one, other = np.divmod(keys[np.diff(keys, prepend=-1) > 0], len(places))
            return one[one != other], other[one != other]
    upper = np.triu_indices(len(places), 1)
    return upper[0], upper[1]
