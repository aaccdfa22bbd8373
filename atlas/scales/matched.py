"""Random zonings that hold populations and compactness, as `atlas draw-zonings` drew them for `data/geo`."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from atlas.errors import UnknownChoiceError
from atlas.scales.zonings import ground, zone_people
from atlas.territories import Geography
from atlas.territories.files import damaged, read_parquet
from atlas.territories.kept import kept_of
from atlas.vocabulary import Label

FILE = "zonings-{level}.parquet"
# Levels above the commune but the région, of which twelve on the mainland are too few to draw.
DRAWN = ("bassin_de_vie", "epci", "departement")
# Columns of the file: zonings from random starts, and from the official zoning to see that it is forgotten.
DRAW, CHECK = "draw_{}", "check_{}"


class Stored(NamedTuple):
    """The stored random zonings of a level.

    Attributes
    ----------
    zonings
        Shape (zonings, communes): zone of each commune of `atlas.scales.ground`, 0 to its `zones` - 1. In
        each part of France there are as many zones as official ones, of the same populations but for a few
        percent, each in one piece, together cutting about as many borders between communes.
    draws
        How many of them, the first ones, came from random starts and are compared with. The others began at
        the official zoning, only to see that it is forgotten.
    people
        Shape (zonings, zones): inhabitants of each zone.
    """

    zonings: npt.NDArray[np.int16]
    draws: int
    people: npt.NDArray[np.float64]


@kept_of(maxsize=4)
def matched_zonings(geography: Geography, level: str) -> Stored:
    """Read the stored random zonings of a level.

    Parameters
    ----------
    level
        One of `DRAWN`.

    Raises
    ------
    UnknownChoiceError
        If `level` is not one of `DRAWN`.
    GeographyError
        If the file is missing or damaged, or drawn on other communes.
    """
    if level not in DRAWN:
        msg = f"No zonings of {level!r} are stored: choose one of {', '.join(DRAWN)}, or another null."
        raise UnknownChoiceError(msg)
    place = ground(geography, level)
    path = geography.folder / FILE.format(level=level)
    table = read_parquet(path, ["code"])
    codes = geography.communes.index[place.communes]
    if not np.array_equal(table["code"].to_numpy(dtype="str"), codes.to_numpy(dtype="str")):
        why = Label("il est tiré sur d'autres communes", "it was drawn on other communes")
        raise damaged(path, why)
    drawn = pq.read_table(path)
    names = [
        [name for name in drawn.column_names if name.startswith(kind.format(""))] for kind in (DRAW, CHECK)
    ]
    zonings = np.array([drawn[name].to_numpy() for name in (*names[0], *names[1])], dtype=np.int16)
    people = np.array([zone_people(place, zones) for zones in zonings])
    for part in (zonings, people):
        part.flags.writeable = False
    return Stored(zonings, len(names[0]), people)
