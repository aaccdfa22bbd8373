"""Files of grants that a reader brings, placed on the territories."""

import io
from collections.abc import Mapping as Roles
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from atlas.errors import MissingColumnError
from atlas.readers.columns.layouts import find_layout
from atlas.readers.columns.needed import check_amounts
from atlas.readers.columns.recognition import recognise
from atlas.readers.files.limits import Limits
from atlas.readers.files.opening import read_content
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import PLACE_ROLES, Kind
from atlas.readers.model.raw import Raw
from atlas.readers.rows.grants import Grants
from atlas.readers.sheets import TOGETHER, read_file
from atlas.readers.told.refusals import FileRefusedError
from atlas.territories import Geography

_KIND: Kind = "funding"


def read_grants(  # noqa: PLR0913 - each is one choice of the caller
    source: Path | BinaryIO,
    *,
    sheet: str | None = None,
    columns: Roles[str, str] | None = None,
    amount: str | None = None,
    geography: Geography | None = None,
    limits: Limits | None = None,
) -> Grants:
    """Read a file of grants and place each row.

    Notes
    -----
    Codes decide over names and names over coordinates, see `atlas.locate`. A row that may mean several
    communes counts at the levels that all of them share, and is reported. Overseas rows are placed by code:
    the coordinates of a known layout are never used.
    """
    raw = read_sheet(source, sheet=sheet, kind=_KIND, limits=limits)
    mapping = recognise(raw, _KIND, geography=geography)
    if columns is not None:
        others = {role: header for role, header in mapping.columns.items() if role not in PLACE_ROLES}
        own = {"commune" if role == "name" else role: header for role, header in columns.items()}
        mapping = replace(mapping, columns=others | own)
    if amount is not None:
        if amount not in raw.cells.columns:
            msg = f"no column {amount!r} in the file, which has: {', '.join(raw.cells.columns)}"
            raise MissingColumnError(msg)
        mapping = replace(mapping, columns={**mapping.columns, "amount": amount})
    check_amounts(raw, mapping)
    grants = import_rows(raw, mapping, geography=geography).grants()
    nowhere = not set(mapping.columns) & set(PLACE_ROLES) and raw.geometry is None
    if nowhere and grants.table["located_by"].isna().all():
        raise FileRefusedError("no_place")
    places = {
        "name" if role == "commune" else role: header
        for role, header in mapping.columns.items()
        if role in PLACE_ROLES
    }
    return replace(grants, columns=places, sheets=raw.sheets)


def read_sheet(
    source: Path | BinaryIO,
    *,
    kind: Kind,
    sheet: str | None = None,
    name: str = "",
    limits: Limits | None = None,
) -> Raw:
    """Read the wanted sheet of a file, else those of years, one whose layout is known, or the fullest."""
    content = read_content(source, name=name, limits=limits)
    raw = read_file(io.BytesIO(content), name=name, sheet=sheet, limits=limits)
    if sheet is None and raw.sheet != TOGETHER and not find_layout(raw.cells.columns, kind):
        for other_name in filter(TOGETHER.__ne__, raw.sheets):
            with suppress(FileRefusedError):
                other = read_raw(io.BytesIO(content), name=name, sheet=other_name, limits=limits)
                if find_layout(other.cells.columns, kind):
                    return other
    return raw
