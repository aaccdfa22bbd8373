"""The portraits of all territories of a place, written by several processes, gone on with another night."""

import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.errors import AtlasError
from atlas.files import write_file
from atlas.portrait import portrait
from atlas.territories import Geography
from atlas.territories.parts import parts
from atlas.territories.perimeters import OWN
from atlas.territories.places import Place
from atlas.views.brought.opening import opened
from atlas.views.portrait.files import FILES
from atlas.vocabulary import LEVELS, PERIMETER, Language

# So many go to a process at once.
_CHUNK = 8


class Work(NamedTuple):
    """What is written of each territory, and where: `folder`/LEVEL/CODE.FORMAT."""

    folder: Path
    formats: tuple[str, ...]
    selection: Selection
    by: By
    distance_km: int
    reference: str | None
    language: Language
    created: date
    workspace: str
    perimeters: Path | None = None

    def path(self, place: Place, ending: str) -> Path:
        """Return where the portrait of a territory stands."""
        return self.folder / place.level / f"{place.code}.{ending}"


class Written(NamedTuple):
    """How the portrait of one territory went; `fault` says why it was not written."""

    place: Place
    new: bool
    fault: str | None = None


def territories(geography: Geography, where: Place | None, levels: Collection[str] = ()) -> list[Place]:
    """List the territories of all levels, or of some, that hold a part of a place, or of France.

    Perimeters are listed where they are asked for: those that were brought, or else all that the atlas knows.
    """
    found = [
        Place(level, str(code))
        for level in geography.levels
        if level in (levels or LEVELS)
        for code in (geography.level(level) if where is None else parts(geography, where, level)).index
    ]
    kinds = geography.level(PERIMETER)["kind"] if PERIMETER in geography.levels else None
    if kinds is None or not kinds.eq(OWN).any():
        return found
    return [one for one in found if one.level != PERIMETER or kinds[one.code] == OWN]


def write(work: Work, places: Collection[Place], *, jobs: int) -> Iterator[Written]:
    """Write the portraits that are not there yet; each file is whole or absent, whenever this ends."""
    missing = [
        place for place in places if not all(work.path(place, ending).exists() for ending in work.formats)
    ]
    yield from (Written(place, new=False) for place in set(places).difference(missing))
    for level in {place.level for place in missing}:
        (work.folder / level).mkdir(parents=True, exist_ok=True)
    if not missing:
        return
    if min(jobs, len(missing)) == 1:  # to begin a process takes longer than many a portrait
        catalogue = opened(work.workspace, work.perimeters)[0]
        yield from (_put(catalogue, work, place) for place in missing)
        return
    # A process that begins anew: one that is split off would hold locks of threads that it does not have.
    pool = ProcessPoolExecutor(
        min(jobs, len(missing)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(work.workspace, work.perimeters),
    )
    try:
        yield from pool.map(partial(_write, work), missing, chunksize=_CHUNK)
    finally:
        pool.shutdown(cancel_futures=True)


_opened: list[Catalogue] = []


def _begin(workspace: str, perimeters: Path | None) -> None:
    """Load what all portraits of a process rest on, once."""
    _opened[:] = [opened(workspace, perimeters)[0]]


def _write(work: Work, place: Place) -> Written:
    (catalogue,) = _opened
    return _put(catalogue, work, place)


def _put(catalogue: Catalogue, work: Work, place: Place) -> Written:
    try:
        found = portrait(
            catalogue,
            place,
            selection=work.selection,
            by=work.by,
            distance_km=work.distance_km,
            reference=work.reference,
        )
        for ending in work.formats:
            target = work.path(place, ending)
            if not target.exists():
                write_file(target, FILES[ending][0](catalogue, found, work.language, created=work.created))
    except AtlasError as error:
        return Written(place, new=False, fault=str(error))
    return Written(place, new=True)
