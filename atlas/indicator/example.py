"""An indicator to try: what the atlas itself knows of each territory, as a file that a reader might bring."""

from atlas.errors import UnknownChoiceError
from atlas.territories import Geography

# Of communes it would be 0 or 100, of régions there are too few.
LEVELS_OF = ("bassin_de_vie", "epci", "departement")
COLUMN = "Habitants en commune rurale (%)"


def example(geography: Geography, level: str) -> str:
    """Write the share of inhabitants who live in rural communes as a CSV, as French spreadsheets do.

    Parameters
    ----------
    level
        One of `LEVELS_OF`.

    Returns
    -------
    str
        Columns `code`, `nom` and `COLUMN`: 100 × inhabitants of rural communes (`setting` of the atlas) over
        all inhabitants, one decimal with a comma; no line for a territory without inhabitants.

    Raises
    ------
    UnknownChoiceError
        If `level` is not one of `LEVELS_OF`.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> example(load_geography(), "departement").splitlines()[0]
    'code;nom;Habitants en commune rurale (%)'
    """
    if level not in LEVELS_OF:
        msg = f"No example of {level!r}: choose one of {', '.join(LEVELS_OF)}."
        raise UnknownChoiceError(msg)
    table = geography.level(level)
    table = table[table["population"].gt(0)]
    share = (100 * table["pop_rural"] / table["population"]).map("{:.1f}".format).str.replace(".", ",")
    lines = [
        f'{code};"{name}";{one}' for code, name, one in zip(table.index, table["name"], share, strict=True)
    ]
    return "\n".join([f"code;nom;{COLUMN}", *lines, ""])
