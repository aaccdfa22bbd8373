"""What casts doubt on a row that may stand all the same: spoiled numbers, identifiers met before."""

import pandas as pd

from atlas.readers.cells.years import known_types, role_texts, yearless
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.details import Told
from atlas.territories import normalise_name


def repeated_identifiers(identifiers: pd.Series) -> "pd.Series[bool]":
    """Find the rows whose identifier an earlier row of the table has."""
    return identifiers.ne("") & identifiers.duplicated()


def flag_doubts(raw: Raw, mapping: Mapping, rows: pd.DataFrame, placed: pd.DataFrame, told: Told) -> None:
    """Tell the doubts of each row."""
    if "beneficiary_id" in mapping.columns:
        header = mapping.columns["beneficiary_id"]
        fault = placed["number_fault"]
        # The number of a person's social security is not repeated.
        values = None if "nir" in normalise_name(header).split() else raw.cells[header]
        for key in fault.dropna().unique():
            told.flag(fault.eq(key).fillna(value=False), key, values)
    if mapping.kind == "funding":
        cents = rows["amount_before"].mask(rows["reason"].eq("unreadable").fillna(value=False), 0)
        told.flag(cents.isna(), "no_amount")
        told.flag(cents.lt(0).fillna(value=False), "negative_amount")
        told.flag(_sums_of_parts(rows, placed), "sum_of_parts")
    else:
        types = role_texts(raw.cells, mapping, "type")
        told.flag(types.notna() & known_types(types).isna(), "unknown_type", types)
    silent = yearless(raw.cells, mapping)
    told.flag(silent.ne(""), "no_year", silent)
    crowds = placed["organisations"]
    told.flag(crowds.gt(0), "shared_point", crowds)


def _sums_of_parts(rows: pd.DataFrame, placed: pd.DataFrame) -> "pd.Series[bool]":
    """Find the amounts of a région or département that those of its own territories add up to."""
    found = pd.Series(data=False, index=rows.index)
    cents = rows["amount_after"].mask(rows["amount_after"].eq(0))
    for level, finer in (("region", "departement"), ("departement", "commune")):
        own = cents.notna() & placed[level].notna()
        parts = own & placed[finer].notna()
        whole = own & ~parts & placed["located_by"].eq(level).fillna(value=False)
        if not whole.any() or not parts.any():
            continue
        sums = (
            cents[parts]
            .groupby(placed.loc[parts, level])
            .agg(["sum", "size"])
            .reindex(placed.loc[whole, level])
        )
        once = ~placed.loc[whole, level].duplicated(keep=False).to_numpy()
        same = (sums["sum"].to_numpy() == cents[whole].to_numpy()) & (sums["size"].to_numpy() > 1) & once
        found.loc[whole] = same
    return found
