"""The territories that one is compared with."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.beside import containers
from atlas.errors import UnknownChoiceError
from atlas.portrait.people import known
from atlas.territories.perimeters import alone
from atlas.territories.places import Place
from atlas.vocabulary import PERIMETER, Label

REFERENCES: dict[str, Label] = {
    "setting": Label("Même cadre, en France", "Same setting, in France"),
    "departement": Label("Même niveau, dans le département", "Same level, in the département"),
    "region": Label("Même niveau, dans la région", "Same level, in the région"),
    "france": Label("Même niveau, toute la France", "Same level, all of France"),
}


def references(catalogue: Catalogue, where: Place) -> tuple[str, ...]:
    """List the groups of peers that a territory can be ranked in.

    Returns
    -------
    tuple of str
        Keys of `REFERENCES`. A région lies in no département; a commune of an overseas collectivity has
        neither setting nor département; the only one of its level and setting has no peer by setting.
    """
    around = {one.level for one in areas(catalogue, where)}
    table = catalogue.geography.level(where.level)
    settings = table["setting"][_alike(catalogue, where)]
    setting = known(table["setting"][where.code])
    there = {"setting": setting is not None and bool(settings.eq(setting).any()), "france": True}
    return tuple(key for key in REFERENCES if there.get(key, key in around))


@kept(maxsize=256)
def areas(catalogue: Catalogue, where: Place) -> tuple[Place, ...]:
    """List the départements and régions of a territory once, see `atlas.catalogue.beside.containers`."""
    return tuple(containers(catalogue, where))


def peers(catalogue: Catalogue, where: Place, reference: str) -> pd.Index:
    """List the territories that one is compared with.

    Parameters
    ----------
    reference
        One of `references(catalogue, where)`. `setting`: all territories of its level with its (majority)
        setting. `departement`, `region`: all of its level that share a département or région with it, even
        in part. `france`: all of its level. Of a perimeter, its level are the perimeters of its kind that
        share no commune with it.

    Returns
    -------
    pandas.Index
        Codes, the territory itself left out.

    Raises
    ------
    UnknownChoiceError
        If the territory has no such reference.
    """
    known = references(catalogue, where)
    if reference not in known:
        msg = f"{where} has no reference {reference!r}: choose one of {', '.join(known)}."
        raise UnknownChoiceError(msg)
    table = catalogue.geography.level(where.level)
    match reference:
        case "setting":
            same = table["setting"].eq(table["setting"][where.code])
        case "france":
            same = pd.Series(data=True, index=table.index)
        case _:
            around = {one.code for one in areas(catalogue, where) if one.level == reference}
            if where.level == "commune":
                same = table[reference].isin(around)
            else:
                same = table[f"{reference}s"].map(lambda codes: not around.isdisjoint(codes))
    return table.index[same & _alike(catalogue, where)]


def _alike(catalogue: Catalogue, where: Place) -> NDArray[np.bool_]:
    """Return who may be compared with a territory at all, in the order of its level."""
    table = catalogue.geography.level(where.level)
    if where.level != PERIMETER:
        return np.asarray(table.index != where.code)
    of_kind = table["kind"].eq(table["kind"][where.code]).to_numpy()
    return np.asarray(of_kind & alone(catalogue.geography, where.code))
