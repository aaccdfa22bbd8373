"""What became of each line of a file: accepted, duplicate, rejected or set aside, and why."""

import pandas as pd

from atlas.readers.cells.values import as_text
from atlas.readers.files.raw import Raw
from atlas.readers.rows.grants import AMOUNT_PROBLEMS
from atlas.readers.told.flags import detail, joined
from atlas.readers.told.notes import REFUSALS, REPAIRS
from atlas.vocabulary import PROBLEMS, Label

OUTCOMES: dict[str, Label] = {
    "accepted": Label("Acceptée", "Accepted"),
    "duplicate": Label("En double", "Duplicate"),
    "rejected": Label("Rejetée", "Rejected"),
    "set_aside": Label("Mise à part", "Set aside"),
}
# Lines under or between the rows that are no rows.
SET_ASIDE = ("grand_total", "footnote", "repeated_header", "column_numbers", "section", "continuation")

ROW_REASONS: dict[str, Label] = {
    "no_name": Label("Sans nom", "Without a name"),
    "same_row": Label("Ligne identique à une autre", "Row identical to another"),
    "known": Label(
        "Initiative que l'atlas ou un lot gardé a déjà",
        "Initiative that the atlas or a kept batch has already",
    ),
    "not_counted": Label("Ligne de l'atlas qui ne compte pas", "Line of the atlas that does not count"),
    "not_received": Label(
        "Argent redistribué ou généré, non reçu", "Money passed on or generated, not received"
    ),
}
ROW_REPAIRS: dict[str, Label] = {
    "coordinates_swapped": Label(
        "Longitude et latitude remises en ordre", "Longitude and latitude put right"
    ),
    "angles": Label(
        "Degrés, minutes et secondes convertis en degrés décimaux",
        "Degrees, minutes and seconds converted to decimal degrees",
    ),
    "bare_code": Label("Code écrit sans ce qui l'entoure", "Code written without what surrounds it"),
    "amount_unit": Label("Montant ramené en euros", "Amount brought to euros"),
    "amount_currency": Label(
        "Montant converti en euros au taux légal, 1 000 F CFP = 8,38 € ou 6,55957 F = 1 €",
        "Amount converted to euros at the legal rate, 1,000 CFP francs = €8.38 or 6.55957 francs = €1",
    ),
    "amount_marks": Label(
        "Virgule ou point des milliers, d'après la colonne ou le signe €",
        "Comma or point of thousands, told by the column or the euro sign",
    ),
    "leading_zero": Label("Zéro initial du code rétabli", "Leading zero of the code restored"),
    "former_region": Label(
        "Région d'avant 2016 ramenée à ses départements", "Région of before 2016 brought to its départements"
    ),
    "line_breaks": Label("Sauts de ligne ôtés du nom", "Line breaks taken out of the name"),
}
REASONS: dict[str, Label] = {**PROBLEMS, **AMOUNT_PROBLEMS, **REFUSALS, **ROW_REASONS}
ALL_REPAIRS: dict[str, Label] = {**REPAIRS, **ROW_REPAIRS}

COLUMNS = (
    *("line", "outcome", "reason", "repairs", "flags", "located_by", "problem", "candidates"),
    *("amount_before", "amount_after", "details"),
)


def make_ledger(raw: Raw, rows: pd.DataFrame) -> pd.DataFrame:
    """Account for every line of a table."""
    table = rows.assign(line=rows.index)
    if len(raw.repaired):
        first = raw.repaired.drop_duplicates(["line", "repair"])
        told = first.assign(
            detail=detail(first["repair"], first["detail"].astype("str")).where(_short(first), "")
        )
        for column, before in (("repairs", "repair"), ("details", "detail")):
            mended = told[told[before].ne("")].groupby("line")[before].agg("|".join)
            table[column] = joined(table["line"].map(mended).fillna("").astype("str"), table[column])
    others = pd.DataFrame({"line": raw.refused.index, "reason": raw.refused["reason"].to_numpy()})
    others["outcome"] = others["reason"].isin(SET_ASIDE).map({True: "set_aside", False: "rejected"})
    others["repairs"] = others["flags"] = others["details"] = ""
    parts = [table.reset_index(drop=True), others] if len(others) else [table.reset_index(drop=True)]
    ledger = pd.concat(parts, ignore_index=True).reindex(columns=list(COLUMNS))
    for column in ("amount_before", "amount_after"):
        ledger[column] = ledger[column].astype("Int64")
    return ledger.sort_values("line", kind="stable").reset_index(drop=True)


def _short(repaired: pd.DataFrame) -> "pd.Series[bool]":
    # Of quotation marks the whole line is the detail, which the file has.
    return repaired["repair"].ne("quotes") & repaired["detail"].ne("")


def rejected_rows(raw: Raw, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the rejected rows in the file's own columns, to be corrected and given again."""
    rejected = ledger[ledger["outcome"].eq("rejected")].set_index("line")
    cells = raw.cells.reindex(rejected.index).map(as_text)
    whole = rejected.index.intersection(raw.refused.index)
    if len(whole) and len(cells.columns):
        cells.loc[whole] = ""
        cells.loc[whole, cells.columns[0]] = raw.refused.loc[whole, "text"].astype("str")
    return cells.assign(motif=rejected["reason"].map({key: label.fr for key, label in REASONS.items()}))
