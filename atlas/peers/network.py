"""The members of a network as a graph: who has a peer within reach, and who has none."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import ConvexHull
from scipy.spatial import QhullError
from scipy.spatial import cKDTree

from atlas.errors import EmptySelectionError
from atlas.errors import UnknownChoiceError
from atlas.gaps.nearest import arc_km
from atlas.gaps.nearest import chord
from atlas.gaps.nearest import nearest_other
from atlas.gaps.nearest import unit_vectors

# So many lines still tell something on a map; where there are more, only the spanning forest is drawn.
MOST_EDGES = 300
# Up to so many members, all pairs are looked at; beyond, those that may be neighbours.
_FEW = 60
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

    Returns
    -------
    Network
        The graph.

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
    tree = cKDTree(vectors)
    # Rounding must not part two members that are exactly within reach.
    reach = chord(km) * (1 + 1e-12)
    near = tree.query_ball_point(vectors, reach, return_length=True) - 1
    pairs = int(near.sum()) // 2
    one, other, length = spanning_tree(vectors)
    inside = length <= reach
    one, other, length = one[inside], other[inside], length[inside]
    graph = coo_matrix((np.ones(len(one)), (one, other)), shape=(len(placed),) * 2)
    _, labels = connected_components(graph, directed=False)
    drawn = "forest" if pairs > most_edges else "all"
    if drawn == "all":
        one, other = tree.query_pairs(reach, output_type="ndarray").reshape(-1, 2).T
        length = np.linalg.norm(vectors[one] - vectors[other], axis=1)
    members = placed.assign(near=near, cluster=_numbered(labels), isolated=near == 0)
    closest = nearest_other(placed)
    names = np.array([*placed.index, None], dtype=object)  # -1 is nobody
    members["nearest"], members["nearest_km"] = names[closest.position], closest.km
    edges = pd.DataFrame({"one": placed.index[one], "other": placed.index[other], "km": arc_km(length)})
    return Network(
        km=km,
        members=members,
        edges=edges.sort_values(["km", "one", "other"], ignore_index=True),
        drawn=drawn,
        pairs=pairs,
        clusters=int(members["cluster"].max()),
        unplaced=points.index.difference(placed.index, sort=False),
    )


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
    places, inverse = np.unique(vectors, axis=0, return_inverse=True)
    inverse = inverse.ravel()
    _, first = np.unique(inverse, return_index=True)
    one, other = _neighbours(places)
    length = np.linalg.norm(places[one] - places[other], axis=1)
    graph = coo_matrix((np.maximum(length, _TOUCH), (one, other)), shape=(len(places),) * 2)
    tree = minimum_spanning_tree(graph.tocsr()).tocoo()
    again = np.flatnonzero(first[inverse] != np.arange(len(vectors)))
    start = np.concatenate([first[tree.row], first[inverse[again]]]).astype(np.intp)
    end = np.concatenate([first[tree.col], again]).astype(np.intp)
    return start, end, np.linalg.norm(vectors[start] - vectors[end], axis=1)


def _neighbours(places: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    if len(places) > _FEW:
        try:
            corners = ConvexHull(places).simplices
        except QhullError:
            pass  # all on one circle: rare, and all pairs answer as well
        else:
            _, close = cKDTree(places).query(places, k=4)
            pairs = np.concatenate(
                [
                    *(corners[:, list(side)] for side in ((0, 1), (1, 2), (0, 2))),
                    *(close[:, [0, column]] for column in (1, 2, 3)),
                ]
            )
            pairs = np.unique(np.sort(pairs, axis=1), axis=0)
            pairs = pairs[pairs[:, 0] != pairs[:, 1]]
            return pairs[:, 0], pairs[:, 1]
    upper = np.triu_indices(len(places), 1)
    return upper[0], upper[1]
