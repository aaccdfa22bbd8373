"""The rows of an edition, read as any file is, in the columns of initiatives, under the producer's ids."""

import io
import re
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from atlas.errors import FileFaultError
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.refresh.lists import Listing
from atlas.refresh.places import coverage_of, most_populous, read_perimeters
from atlas.tables import INITIATIVES
from atlas.territories import Geography

FIELDS = tuple(column.name for column in INITIATIVES.columns if column.name != "id")
# Eleven centimetres on the ground.
_DIGITS = 6
# Addresses of persons that a producer left in a name; none is kept.
_CONTACT = re.compile(
    r"\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\s*(?<!\d)(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}(?!\d)"
)


class Read(NamedTuple):
    """The rows of an edition.

    Attributes
    ----------
    rows
        `FIELDS` as text, empty where unknown, indexed by the producer's id.
    size
        How many rows the file has, those of several initiatives parted.
    twice
        Ids that several rows bear: none of these rows is in `rows`.
    left
        How many rows have no id or no name.
    """

    rows: pd.DataFrame
    size: int
    twice: tuple[str, ...]
    left: int


def read_rows(content: bytes, name: str, one: Listing, edition: str, geography: Geography) -> Read:
    """Read an edition of a list.

    Raises
    ------
    FileFaultError
        If the file cannot be read, or lacks a column that the declaration names.
    """
    raw = read_raw(io.BytesIO(content), name=name)
    absent = [column for column in one.needed if column not in raw.cells.columns]
    if absent:
        msg = (
            f"{name} has no column {absent[0]!r} any more: it has {', '.join(map(str, raw.cells.columns))}; "
            "bring sources.toml up to date"
        )
        raise FileFaultError(msg)
    raw = _parted(raw if one.points else replace(raw, geometry=None), one)
    made = import_rows(
        raw,
        Mapping(
            kind="initiatives",
            columns={**one.columns, "identifier": one.identifier},
            constants={"type": one.type},
        ),
        name=name,
        geography=geography,
    )
    lines = made.ledger.loc[made.ledger["outcome"].eq("accepted"), "line"]
    rows = _texts(made.table).set_axis(pd.Index(lines, name="line"), axis="index")
    if one.perimeter:
        _cover(rows, raw, one, geography)
    _say(rows, one, name, edition)
    ids = raw.cells[one.identifier].map(_text).reindex(rows.index)
    again = ids.duplicated(keep=False) & ids.ne("")
    kept = (
        rows[ids.ne("") & ~again].set_axis(ids[ids.ne("") & ~again], axis="index").rename_axis("producer_id")
    )
    twice = tuple(sorted(ids[again].unique()))
    return Read(kept, len(raw.cells), twice, len(raw.cells) - len(kept) - int(again.sum()))


def _parted(raw: Raw, one: Listing) -> Raw:
    """Part the rows that are several initiatives; one that has not as many names as ids stays whole."""
    if not one.several:
        return raw
    columns = [one.identifier, one.columns["name"]]
    parts = raw.cells[columns].map(lambda cell: [part.strip() for part in _text(cell).split(one.several)])
    counts = parts.map(len)
    whole = counts[columns[0]].ne(counts[columns[1]])
    parts = parts.where(~whole, raw.cells[columns].map(lambda cell: [_text(cell)]))
    cells = raw.cells.assign(**{column: parts[column] for column in columns}).explode(columns)
    lines = pd.RangeIndex(1, len(cells) + 1, name=cells.index.name)
    geometry = None if raw.geometry is None else raw.geometry.loc[cells.index].set_axis(lines)
    return replace(raw, cells=cells.set_axis(lines, axis="index"), geometry=geometry, problems={})


def _text(cell: Any) -> str:  # noqa: ANN401 - whatever a file holds
    if isinstance(cell, float) and not pd.isna(cell):
        return f"{round(cell, _DIGITS):.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "" if pd.isna(cell) else str(cell).strip()


def _texts(table: pd.DataFrame) -> pd.DataFrame:
    """Write the cells of a table as a file holds them, without e-mail and telephone."""
    return table[list(FIELDS)].astype(object).map(lambda cell: _CONTACT.sub("", _text(cell)))


def _cover(rows: pd.DataFrame, raw: Raw, one: Listing, geography: Geography) -> None:
    """Fill in the perimeter, and the seat where none is told: the commune where most people live."""
    perimeters = read_perimeters(raw.cells[one.perimeter].reindex(rows.index).map(_text), geography)
    communes = [perimeters.get(line, frozenset()) for line in rows.index]
    rows["coverage"] = [coverage_of(each, geography) for each in communes]
    seats = pd.Series([most_populous(each, geography) for each in communes], index=rows.index)
    seats = seats[seats.ne("") & rows["seat_commune"].eq("")]
    found = {"seat_commune": seats, "seat_confidence": seats.map(lambda _: "inferred")}
    for level in ("departement", "region"):
        found[level] = seats.map(geography.communes[level]).map(_text)
    rows.update(pd.DataFrame(found))


def _say(rows: pd.DataFrame, one: Listing, name: str, edition: str) -> None:
    """Fill in what is true of every row, and where it was read."""
    for field, value in one.says.items():
        # The readers write a scale that no column tells as unknown.
        rows[field] = rows[field].mask(rows[field].isin(["", "unknown"]), value)
    for field, other in one.same_as.items():
        rows[field] = rows[other]
    placed = rows["seat_commune"].ne("")
    rows["seat_basis"] = rows["seat_basis"].where(placed, "")
    rows["start_year_meaning"] = rows["start_year_meaning"].where(rows["start_year"].ne(""), "")
    own = rows["source_url"]
    told = f"{one.page} ; {vintage(one, name, edition)}"
    rows["source"] = [f"{address} ; {told}" if address else told for address in own]
    rows["source_url"] = own.where(own.ne(""), one.page)


def vintage(one: Listing, name: str, edition: str) -> str:
    """Name a file and its edition, to stand in the source of a row."""
    return f"{_titled(one)}, {name}, édition du {edition}"


def with_vintage(source: str, one: Listing, told: str) -> str:
    """Add a list and its edition to the source of a row, in the place of an earlier edition.

    Parameters
    ----------
    told
        What `vintage` says of the edition.
    """
    parts = [part for part in source.split(" ; ") if not part.startswith(f"{_titled(one)}, ")]
    return " ; ".join([*parts, *([] if one.page in parts else [one.page]), told])


def _titled(one: Listing) -> str:
    return f"{one.title} ({one.producer})"
