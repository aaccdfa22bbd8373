"""The chance of a true blank, tried again on the lists that a refresh made whole."""

from pathlib import Path

import pandas as pd

from atlas import settings
from atlas.catalogue.catalogue import catalogue_of
from atlas.files import write_file
from atlas.gaps.calibration import calibrate
from atlas.gaps.trials import COLUMNS, load_trials
from atlas.tables import Tables, load_tables
from atlas.territories import Geography


def try_again(folder: Path, geography: Geography, types: list[str]) -> pd.DataFrame:
    """Try the chance on hidden rows of those of some lists that are whole now.

    Where `folder` holds the atlas's own tables, the trials that its pages read are renewed.

    Parameters
    ----------
    folder
        Tables that were just written.
    types
        Types of the lists that were taken over.

    Returns
    -------
    pandas.DataFrame
        See `atlas.gaps.calibration.calibrate`; no row where no list is whole and long enough, or the folder
        does not hold all tables.
    """
    if not all((folder / f"{name}.csv").exists() for name in Tables._fields):
        return pd.DataFrame(columns=list(COLUMNS))
    # What was read before stands no more.
    load_tables.cache_clear()
    catalogue = catalogue_of(load_tables(folder), geography)
    whole = catalogue.lists("bassin_de_vie", "seat")["whole"]
    found = calibrate(catalogue, [kind for kind in dict.fromkeys(types) if whole[kind]])
    if len(found) and folder.resolve() == settings.INITIATIVES_FOLDER.resolve():
        kept = load_trials()
        kept = kept[~kept["type"].isin(found["type"])]
        write_file(settings.TRIALS_FILE, pd.concat([kept, found]).to_csv(index=False).encode())
        load_trials.cache_clear()
    return found
