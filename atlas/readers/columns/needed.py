"""Columns that a kind of rows cannot do without."""

from atlas.readers.cells.amounts import read_amounts
from atlas.readers.cells.currencies import unit_of
from atlas.readers.columns.layouts import plain
from atlas.readers.columns.scores import names_role
from atlas.readers.columns.usual_headers import NAMES
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.refusals import FileRefusedError

# Names of columns, which below each other are of a sheet that lies on its side, or of a list of cells.
_FIELDS = {
    plain(name)
    for role in (
        "name",
        "type",
        "commune",
        "postal_code",
        "code",
        "start_year",
        "url",
        "address",
        "lat",
        "lon",
    )
    for name in NAMES.get(role, ())
}
_FEWEST_FIELDS, _HALF = 3, 0.5
# Of a cell that a refusal names.
_SHOWN = 40


def check_needed(raw: Raw, mapping: Mapping) -> None:
    """Refuse a table without a column that its kind cannot do without, or of money that is not counted."""
    fault = "no_name"
    if mapping.kind == "initiatives":
        if "name" not in mapping.columns:
            raise FileRefusedError(fault)
        names = raw.cells[mapping.columns["name"]].str.strip()
        fields = [text for text in names.unique() if plain(text) in _FIELDS]
        if len(fields) >= _FEWEST_FIELDS and names.isin(fields).mean() > _HALF:
            raise FileRefusedError("fields_below", text=fields[0], column=mapping.columns["name"])
    if mapping.kind == "funding":
        check_amounts(raw, mapping)


def check_amounts(raw: Raw, mapping: Mapping) -> None:
    """Refuse a table whose amounts cannot be told, or are in a currency that no law converts to euros."""
    if "amount" not in mapping.columns:
        fault, values = _without_amounts(raw)
        raise FileRefusedError(fault, **values)
    unit = unit_of(mapping.columns["amount"])
    if not unit.euros:
        raise FileRefusedError("other_currency", column=mapping.columns["amount"], currency=unit.currency)


def _without_amounts(raw: Raw) -> tuple[str, dict[str, str]]:
    """Return why no column has amounts: none is called so, or the cells of the one that is cannot be read."""
    for header in map(str, raw.cells.columns):
        cells = raw.cells[header].str.strip()
        unread = (
            cells[read_amounts(cells).problem.eq("unreadable")] if names_role("amount", header) else cells[:0]
        )
        if len(unread):
            return "amount_unreadable", {
                "column": header,
                "text": unread.iloc[0][:_SHOWN],
                "line": str(unread.index[0]),
            }
    return "no_amount", {}
