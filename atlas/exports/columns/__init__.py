"""What each column of an export means: one declaration, read by files, pages and dictionaries.

Names are the same in both languages, so that a script reads the files of either. A column of the curated
tables is described by its own declaration (`atlas.tables.schemas`).
"""

import pandas as pd

from atlas.exports.columns.indicator import INDICATOR
from atlas.exports.columns.next import NEXT
from atlas.exports.columns.peers import NETWORK, PEERS
from atlas.exports.columns.scales import DICTIONARY
from atlas.exports.columns.shared import COLUMNS
from atlas.exports.columns.spread import SPREAD
from atlas.tables.schemas import DECLARATIONS
from atlas.vocabulary import Label, Language

__all__ = ["COLUMNS", "DICTIONARY", "TABLES", "describe"]

_CURATED = {
    name: {column.name: column.description for column in declaration.columns}
    for name, declaration in DECLARATIONS.items()
}

# What a name means in one table only, by table.
TABLES: dict[str, dict[str, Label]] = {
    **_CURATED,
    "peers": {"source": COLUMNS["source"]} | PEERS,
    "network": {"source": COLUMNS["source"]} | NETWORK,
    "next": {"source": COLUMNS["source"]} | NEXT,
    **INDICATOR,
    **SPREAD,
}


def describe(columns: pd.Index, language: Language, table: str = "") -> dict[str, str]:
    """Return what the columns of a table mean.

    Name to meaning, in the same order; empty for a column that explains itself by its own words.

    Examples
    --------
    >>> describe(pd.Index(["population"]), "en")
    {'population': 'Municipal population.'}
    """
    initiatives, funding = _CURATED["initiatives"], _CURATED["funding"]
    # `name` or `status` is another thing of an initiative than of a territory.
    known = COLUMNS | initiatives if columns[0] == "id" else initiatives | funding | COLUMNS
    known |= TABLES.get(table, {})
    told = {str(name): known[name].to(language) if name in known else "" for name in columns}
    measured = DICTIONARY.get(table, {})
    return told | {
        name: f"{one.meaning.to(language).rstrip('.')} ({one.unit.to(language)})"
        for name, one in measured.items()
        if name in told
    }
