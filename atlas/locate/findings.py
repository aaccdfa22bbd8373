"""What each role says of each row: a commune and how it was found, or a problem and candidates."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.locate.coordinates import Points
from atlas.territories import Geography
from atlas.territories.files import TEXT
from atlas.territories.geography import objects

Words = NDArray[np.object_]
Mask = NDArray[np.bool_]

_LOST_ZERO = r"\d{4}"
_OVERSEAS_POSTAL_CODES = ("97", "98")
_CORSICA = frozenset({"2A", "2B"})


@dataclass(frozen=True)
class Finding:
    """One value per row: position of a commune (-1: none), how, problem, candidates (None where empty)."""

    position: NDArray[np.intp]
    how: Words
    problem: Words
    candidates: Words

    @classmethod
    def nothing(cls, rows: int) -> "Finding":
        """Return findings that say nothing of any row."""
        return cls(np.full(rows, -1, dtype=np.intp), *(np.full(rows, None, dtype=object) for _ in range(3)))

    def take(self, rows: NDArray[np.intp]) -> "Finding":
        """Repeat rows."""
        return Finding(*(getattr(self, each.name)[rows] for each in fields(self)))

    def adopt(self, other: "Finding", rows: Mask) -> None:
        """Overwrite rows by what another finding says of them."""
        for each in fields(self):
            getattr(self, each.name)[rows] = getattr(other, each.name)[rows]

    @property
    def found(self) -> Mask:
        """Where there is a commune."""
        return self.position >= 0


def from_codes(texts: Words, geography: Geography) -> Finding:
    """Find communes by their code: current, former, or with its leading zero lost."""
    return _of_each(texts, lambda codes: _resolve(codes, geography))


def _resolve(texts: Words, geography: Geography) -> Finding:
    found = Finding.nothing(len(texts))
    codes = pd.Series(texts, dtype=TEXT)
    resolved = geography.resolve(codes)
    lost = (resolved["outcome"] == "unknown") & codes.str.fullmatch(_LOST_ZERO)
    if lost.any():
        resolved = geography.resolve(codes.where(~lost, "0" + codes))
    how = resolved["outcome"].map({"current": "code", "successor": "former_code"})
    problem = resolved["outcome"].map({"ambiguous": "ambiguous", "unknown": "unknown_code"})
    found.position[:] = geography.communes.index.get_indexer(pd.Index(resolved["commune"]))
    found.how[:] = objects(how.mask(lost & how.notna(), "padded_code"))
    found.problem[:] = objects(problem)
    found.candidates[:] = objects(resolved["candidates"])
    for row in np.flatnonzero(found.problem == "unknown_code").tolist():
        # People put postal codes into a code column: not believed, but said.
        found.candidates[row] = "|".join(geography.with_postal_code(texts[row])) or None
    return found


def from_words(postal_codes: Words, names: Words, departements: Words, geography: Geography) -> Finding:
    """Find communes by postal code and name, name and département, and each alone."""
    filled = (postal_codes != "") | (names != "")
    keys = postal_codes + "\t" + names + "\t" + np.where(is_none(departements), "", departements)

    def find(distinct: Words) -> Finding:
        found = Finding.nothing(len(distinct))
        first = np.full(len(distinct), None, dtype=object)
        for row, key in enumerate(distinct.tolist()):
            postal_code, name, departement = key.split("\t")
            how, communes, found.problem[row] = _by_words(postal_code, name, departement, geography)
            if how:
                found.how[row], first[row] = how, communes[0]
            else:
                found.candidates[row] = "|".join(communes) or None
        found.position[:] = geography.communes.index.get_indexer(pd.Index(first))
        return found

    return _of_each(np.where(filled, keys, ""), find)


def _by_words(
    postal_code: str,
    name: str,
    departement: str,
    geography: Geography,
) -> tuple[str | None, tuple[str, ...], str | None]:
    served = geography.with_postal_code(postal_code)
    areas = {departement} if departement else _departements_of(postal_code)
    steps = []
    if name and served:
        steps.append(("postal_code_name", geography.named(name, communes=served)))
    if name and areas:
        steps.append(("name_departement", geography.named(name, departements=areas)))
    if name and not areas:
        steps.append(("name", geography.named(name)))
    steps.append(("postal_code", served))
    for how, communes in steps:
        if len(communes) > 1:
            # Of a town that is not there the postal code alone is known.
            return None, communes, "unknown_name" if name and how == "postal_code" else "ambiguous"
        if communes:
            return how, communes, "unknown_name" if name and how == "postal_code" else None
    if name:
        return None, geography.named(name), "unknown_name"
    return None, (), "unknown_postal_code"


def settle_in_epcis(words: Finding, epcis: Words, geography: Geography) -> None:
    """Take, of the communes that a name may mean, the one that lies in the EPCI of its row."""
    rows = np.flatnonzero((words.problem == "ambiguous") & ~is_none(words.candidates) & ~is_none(epcis))
    pairs = [*zip(words.candidates[rows].tolist(), epcis[rows].tolist(), strict=True)]
    inside = {pair: {*pair[0].split("|")} & {*geography.members("epci", pair[1])} for pair in set(pairs)}
    for row, pair in zip(rows.tolist(), pairs, strict=True):
        if len(inside[pair]) == 1:
            words.position[row] = geography.communes.index.get_indexer(pd.Index([*inside[pair]]))[0]
            words.how[row], words.problem[row], words.candidates[row] = "name_epci", None, None


def _departements_of(postal_code: str) -> frozenset[str]:
    if postal_code.startswith("20"):
        return _CORSICA
    digits = 3 if postal_code.startswith(_OVERSEAS_POSTAL_CODES) else 2
    return frozenset({postal_code[:digits]}) if postal_code else frozenset()


def from_points(points: Points, geography: Geography) -> Finding:
    """Find communes by coordinates; outside France, say what looks wrong with them."""
    found = Finding.nothing(len(points.lon))
    found.problem[:] = points.problem
    rows = np.flatnonzero(points.usable)
    position, special = geography.place(points.lon[rows], points.lat[rows])
    found.position[rows] = position
    found.how[rows[position >= 0]] = "coordinates"
    for row, border in special.items():
        found.how[rows[row]] = "coordinates_border" if border else "nearest_commune"
        found.candidates[rows[row]] = border or None
    nowhere = rows[position < 0]
    found.problem[nowhere] = "outside_france"
    swapped, _ = geography.place(*points.swapped(nowhere))
    inside = nowhere[swapped >= 0]
    found.problem[inside] = "swapped_coordinates"
    found.candidates[inside] = geography.communes.index.to_numpy(dtype=object)[swapped[swapped >= 0]]
    return found


def _of_each(keys: Words, find: Callable[[Words], Finding]) -> Finding:
    """Ask `find` once for each distinct key; a blank key finds nothing."""
    ids, distinct = pd.factorize(keys)
    asked = np.flatnonzero(distinct != "")
    answers = Finding.nothing(len(distinct))
    answer = find(distinct[asked])
    for each in fields(Finding):
        getattr(answers, each.name)[asked] = getattr(answer, each.name)
    return answers.take(ids)


def is_none(values: Words) -> Mask:
    """Return where an array of objects holds None."""
    return np.asarray(values == None)  # noqa: E711 - element by element
