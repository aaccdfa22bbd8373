"""Steps of a random walk over zonings, in plain Python that numba compiles where it is installed.

Both give the same zonings from the same seeds: numba takes arrays, plain Python the same as lists. A zoning
is a zone for each commune; every step leaves each zone in one piece.
"""

from collections.abc import Callable
from math import log
from typing import Any, NamedTuple, TypeVar

Step = TypeVar("Step", bound=Callable[..., Any])

try:
    from numba import njit
except ImportError:
    COMPILED = False

    def compiled(step: Step) -> Step:
        """Leave a step as it is, numba being an extra of the build."""
        return step
else:
    COMPILED = True
    compiled = njit

# Width of a class of the scale on which populations are compared: about one percent of inhabitants.
CLASS = 0.01


class Board(NamedTuple):
    """What zones are drawn on.

    Attributes
    ----------
    start, near
        Neighbours of commune i: `near[start[i]:start[i + 1]]`, bridges over water included.
    border
        Whether each of these is a border on land.
    population
        Inhabitants of each commune.
    parts
        Part of France of each commune.
    members, opening
        Communes of part p: `members[opening[p]:opening[p + 1]]`.
    heavy
        Population from which a zone weighs twice, see `place`.
    """

    start: Any
    near: Any
    border: Any
    population: Any
    parts: Any
    members: Any
    opening: Any
    heavy: float


class Walker(NamedTuple):
    """Where the walk is; every step changes it.

    Attributes
    ----------
    zone
        Zone of each commune.
    people, size
        Inhabitants and communes of each zone.
    excess
        For each part and class of population: zones at least so populous, less the official ones.
    mark, stamp
        What the last search met: where `mark` equals `stamp[0]`.
    queue, owner, order, parent, held
        Room for searches.
    seeds
        Two numbers from which the next random one follows, see `chance`.
    """

    zone: Any
    people: Any
    size: Any
    excess: Any
    mark: Any
    stamp: Any
    queue: Any
    owner: Any
    order: Any
    parent: Any
    held: Any
    seeds: Any


@compiled
def chance(seeds: Any) -> float:  # noqa: ANN401 - array or list
    """Return the next random number between 0 and 1, neither included.

    The combined generator of L'Ecuyer (1988, Efficient and portable combined random number generators,
    Communications of the ACM 31), of period 2.3e18: numba and Python have none in common.
    """
    seeds[0] = seeds[0] * 40014 % 2147483563
    seeds[1] = seeds[1] * 40692 % 2147483399
    return float((seeds[0] - seeds[1]) % 2147483562 + 1) / 2147483564.0


@compiled
def place(people: float, heavy: float) -> int:
    """Return the class of a population: logarithms, in which a large city weighs more than a small zone."""
    return int((log(people + 1.0) + people / heavy) / CLASS)


@compiled
def shift(excess: Any, old: float, new: float, heavy: float) -> float:  # noqa: ANN401 - array or list
    """Give a zone another population, and return by how much the populations are further from the official.

    The sum over classes is that of the gaps between populations and official ones of equal rank.
    """
    first, last = place(old, heavy), place(new, heavy)
    change = 0
    for at in range(first, last):
        change += 1 if excess[at] >= 0 else -1
        excess[at] += 1
    for at in range(last, first):
        change += 1 if excess[at] <= 0 else -1
        excess[at] -= 1
    return float(change * CLASS)


@compiled
def breaks(board: Board, walker: Walker, i: int) -> bool:
    """Check whether the zone of a commune falls apart without it."""
    start, near, zone, mark = board.start, board.near, walker.zone, walker.mark
    walker.stamp[0] += 1
    stamp = walker.stamp[0]
    own, wanted, first = zone[i], 0, -1
    for slot in range(start[i], start[i + 1]):
        j = near[slot]
        if zone[j] == own:
            wanted += 1
            first = j
            mark[j] = -stamp
    if wanted < 2:  # noqa: PLR2004 - one neighbour holds the rest together
        return False
    mark[i] = mark[first] = stamp
    walker.queue[0] = first
    head, top, wanted = 0, 1, wanted - 1
    while head < top and wanted:
        k = walker.queue[head]
        head += 1
        for slot in range(start[k], start[k + 1]):
            j = near[slot]
            if zone[j] == own and mark[j] != stamp:
                wanted -= mark[j] == -stamp
                mark[j] = stamp
                walker.queue[top] = j
                top += 1
    return bool(wanted > 0)


@compiled
def flip(board: Board, walker: Walker, heat: float, compact: float) -> bool:
    """Offer one commune to the zone of a neighbour, and say whether it went.

    Parameters
    ----------
    heat
        How easily populations leave the official ones.
    compact
        How dear each border cut is.
    """
    start, near, zone, people, size = board.start, board.near, walker.zone, walker.people, walker.size
    i = int(chance(walker.seeds) * len(zone))
    degree = start[i + 1] - start[i]
    if not degree:
        return False
    a, b = zone[i], zone[near[start[i] + int(chance(walker.seeds) * degree)]]
    if a == b or size[a] == 1:
        return False
    cut = 0
    for slot in range(start[i], start[i + 1]):
        if board.border[slot]:
            cut += (1 if zone[near[slot]] == a else 0) - (1 if zone[near[slot]] == b else 0)
    excess, more = walker.excess[board.parts[i]], board.population[i]
    from_a, from_b = people[a], people[b]
    change = shift(excess, from_a, from_a - more, board.heavy)
    change += shift(excess, from_b, from_b + more, board.heavy)
    hurdle = -log(chance(walker.seeds)) - compact * cut
    if change <= heat * hurdle and not breaks(board, walker, i):
        zone[i] = b
        people[a], people[b] = from_a - more, from_b + more
        size[a], size[b] = size[a] - 1, size[b] + 1
        return True
    shift(excess, from_b + more, from_b, board.heavy)
    shift(excess, from_a - more, from_a, board.heavy)
    return False


@compiled
def gather(board: Board, walker: Walker, i: int, b: int) -> tuple[int, int]:
    """List in `held` the communes of i's zone that hang together; return how many, and borders with b."""
    walker.stamp[0] += 1
    stamp, own = walker.stamp[0], walker.zone[i]
    walker.mark[i] = stamp
    walker.held[0] = i
    head, top, touching = 0, 1, 0
    while head < top:
        k = walker.held[head]
        head += 1
        for slot in range(board.start[k], board.start[k + 1]):
            j = board.near[slot]
            if walker.zone[j] == own:
                if walker.mark[j] != stamp:
                    walker.mark[j] = stamp
                    walker.held[top] = j
                    top += 1
            elif walker.zone[j] == b and board.border[slot]:
                touching += 1
    return top, touching


@compiled
def grow(board: Board, walker: Walker, root: int) -> int:
    """Grow a random tree over the zone of a commune, by a random open border each time.

    Returns
    -------
    int
        How many communes are now in `order`, each after its `parent`.
    """
    start, near, zone, mark = board.start, board.near, walker.zone, walker.mark
    walker.stamp[0] += 1
    stamp, own = walker.stamp[0], zone[root]
    mark[root] = stamp
    walker.order[0], walker.parent[root] = root, -1
    found, top, newest = 1, 0, root
    while True:
        for slot in range(start[newest], start[newest + 1]):
            if zone[near[slot]] == own and mark[near[slot]] != stamp:
                walker.queue[top], walker.owner[top] = near[slot], newest
                top += 1
        newest = -1
        while top and newest < 0:
            drawn = int(chance(walker.seeds) * top)
            newest, owner = walker.queue[drawn], walker.owner[drawn]
            top -= 1
            walker.queue[drawn], walker.owner[drawn] = walker.queue[top], walker.owner[top]
            if mark[newest] == stamp:
                newest = -1
            else:
                mark[newest], walker.parent[newest] = stamp, owner
                walker.order[found] = newest
                found += 1
        if newest < 0:
            return found


@compiled
def branch(board: Board, walker: Walker, top: int, found: int) -> tuple[float, int, int]:
    """Mark the branch of a tree above a commune; return its inhabitants, communes, borders with the rest."""
    walker.stamp[0] += 1
    stamp, mark, own = walker.stamp[0], walker.mark, walker.zone[top]
    mark[top] = stamp
    people, size, cut = 0.0, 0, 0
    for k in range(1, found):
        i = walker.order[k]
        if i == top or mark[walker.parent[i]] == stamp:
            mark[i] = stamp
            people += board.population[i]
            size += 1
    for k in range(1, found):
        i = walker.order[k]
        if mark[i] == stamp:
            for slot in range(board.start[i], board.start[i + 1]):
                j = board.near[slot]
                cut += board.border[slot] and walker.zone[j] == own and mark[j] != stamp
    return people, size, cut


@compiled
def pick(board: Board, walker: Walker, first: int, last: int) -> int:
    """Pick a commune of `members` from `first` to `last` so that each zone has the same chance."""
    while True:
        i = board.members[first + int(chance(walker.seeds) * (last - first))]
        if chance(walker.seeds) * walker.size[walker.zone[i]] <= 1:
            return int(i)


@compiled
def jump(board: Board, walker: Walker, heat: float, compact: float) -> bool:
    """Offer to dissolve a zone into one beside it and to cut another in two, and say whether it was done.

    The other is anywhere in the same part. Zones that stand where too many are reach places where too few
    are; commune by commune they would not.
    """
    zone, people, size = walker.zone, walker.people, walker.size
    i = pick(board, walker, 0, len(board.members))
    part, degree = board.parts[i], board.start[i + 1] - board.start[i]
    root = pick(board, walker, board.opening[part], board.opening[part + 1])
    if not degree:
        return False
    a, b = zone[i], zone[board.near[board.start[i] + int(chance(walker.seeds) * degree)]]
    held, touching = gather(board, walker, i, b)
    if a == b or held != size[a]:
        return False
    for k in range(held):
        zone[walker.held[k]] = b
    c = zone[root]
    found = grow(board, walker, root)
    whole, before = size[c], people[c]
    if c == b:
        whole, before = size[c] + held, people[c] + people[a]
    if found == whole and found > 1:
        top = walker.order[1 + int(chance(walker.seeds) * (found - 1))]
        cut_off, count, cut = branch(board, walker, top, found)
        excess, gone, joined = walker.excess[part], people[a], people[b]
        change = shift(excess, joined, joined + gone, board.heavy)
        change += shift(excess, before, before - cut_off, board.heavy)
        change += shift(excess, gone, cut_off, board.heavy)
        hurdle = -log(chance(walker.seeds)) - compact * (cut - touching)
        if change <= heat * hurdle:
            people[b], size[b] = joined + gone, size[b] + held
            people[c], size[c] = people[c] - cut_off, size[c] - count
            people[a], size[a] = cut_off, count
            for k in range(1, found):
                if walker.mark[walker.order[k]] == walker.stamp[0]:
                    zone[walker.order[k]] = a
            return True
        shift(excess, cut_off, gone, board.heavy)
        shift(excess, before - cut_off, before, board.heavy)
        shift(excess, joined + gone, joined, board.heavy)
    for k in range(held):
        zone[walker.held[k]] = a
    return False


@compiled
def sweep(board: Board, walker: Walker, heat: float, compact: float) -> tuple[int, int]:
    """Offer as many flips as there are communes and as many jumps as zones; return how many were taken."""
    flipped, jumped = 0, 0
    for _ in range(len(walker.zone)):
        flipped += flip(board, walker, heat, compact)
    for _ in range(len(walker.size)):
        jumped += jump(board, walker, heat, compact)
    return flipped, jumped
