"""The lists that the atlas follows, as `data/initiatives/sources.toml` declares them."""

import re
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from atlas import settings
from atlas.errors import FileFaultError, UnknownChoiceError
from atlas.readers.model.mapping import PLACE_ROLES, ROLES
from atlas.tables import INITIATIVES
from atlas.tables.schemas.shared import IDENTIFIER
from atlas.vocabulary import Label

FILE = "sources.toml"

# Fields that stand or fall together, the one that leads first: a seat kept by hand keeps its département.
# What is said of a seat follows it, whoever wrote it.
FOLLOWING = ("seat_confidence", "seat_basis")
SEAT = ("seat_commune", *FOLLOWING, "departement", "region")
_GROUPS: dict[str, tuple[str, ...]] = {
    "lon": ("lon", "lat"),
    "lat": ("lon", "lat"),
    "perimeter": ("coverage",),
    "scale": ("scale_text", "scale"),
    "initiator": ("initiator_text", "initiator"),
}
# What says which row it is and where it was read, not a fact of the initiative.
_NO_FACT = ("identifier", "type", "source", "source_url", "note")


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One list of a producer.

    Attributes
    ----------
    type
        Type of the initiatives that its rows are.
    means
        What one of its rows is.
    dataset, file
        Slug of a dataset of data.gouv.fr, and the name of the file in it, with `*` for what changes.
    resource, address
        Instead of both: a file of data.gouv.fr by its id, or any file by its address.
    identifier
        Column of the producer's own id.
    columns
        Role of `atlas.readers.model.mapping.ROLES` -> column.
    perimeter
        Column that lists the INSEE codes of all communes covered; the most populous is the seat where no
        other column tells one.
    several
        Mark between the ids, and as many names, of a row that is several initiatives of one place.
    points
        Whether its coordinates are those of the place, not of the town.
    says
        Field of the initiatives -> what is true of every new row.
    same_as
        Field of the initiatives -> another field, whose text it repeats.
    leaving
        What it means that a row no longer stands in it: `end` of the initiative, or `unlisted` only.
    every_months
        After how many months a new edition is looked for: the producer's rhythm, where it states one.
    edition, rows
        Edition whose rows the atlas held before its first refresh, and how many there were; None if unknown.
    """

    id: str
    title: str
    type: str
    producer: str
    means: Label
    identifier: str
    columns: Table[str, str]
    every_months: int
    licence: str = ""
    dataset: str = ""
    file: str = ""
    resource: str = ""
    address: str = ""
    perimeter: str = ""
    several: str = ""
    points: bool = True
    says: Table[str, str] = field(default_factory=dict)
    same_as: Table[str, str] = field(default_factory=dict)
    leaving: Literal["end", "unlisted"] = "unlisted"
    edition: date | None = None
    rows: int | None = None

    @property
    def page(self) -> str:
        """Return the public address of the list."""
        if self.dataset:
            return f"https://www.data.gouv.fr/datasets/{self.dataset}"
        return self.address or f"https://www.data.gouv.fr/api/1/datasets/r/{self.resource}"

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the fields that it speaks of, those that go together in one tuple."""
        roles = [role for role in self.columns if role not in _NO_FACT]
        roles = [role for role in roles if self.points or role not in ("lon", "lat")]
        # A seat deduced from a perimeter is ours, not the producer's.
        placed = any(role in PLACE_ROLES for role in self.columns)
        groups = [_GROUPS.get(role, (role,)) for role in roles if role not in PLACE_ROLES or role in _GROUPS]
        groups += [SEAT] * placed + [("coverage",)] * bool(self.perimeter) + [(one,) for one in self.same_as]
        return tuple(dict.fromkeys(groups))

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the columns that its file must have."""
        return tuple(filter(None, dict.fromkeys([self.identifier, *self.columns.values(), self.perimeter])))


def load_lists(folder: Path | None = None) -> dict[str, Listing]:
    """Read the declarations of a folder of curated tables, by id; none where it declares none."""
    path = (folder or settings.INITIATIVES_FOLDER) / FILE
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path} is not TOML: {error}."
        raise FileFaultError(msg) from error
    lists = [_listing(raw, path) for raw in found.get("list", [])]
    ids = [one.id for one in lists]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        msg = f"{path} declares the list {twice!r} twice: give each its own id."
        raise FileFaultError(msg)
    return {one.id: one for one in lists}


def chosen_lists(lists: Table[str, Listing], ids: tuple[str, ...]) -> list[Listing]:
    """Return the lists that are asked for; all of them where none is named."""
    unknown = [one for one in ids if one not in lists]
    if unknown:
        msg = f"no list {unknown[0]!r} in {FILE}: choose among {', '.join(lists) or 'none'}"
        raise UnknownChoiceError(msg)
    return [lists[one] for one in dict.fromkeys(ids)] if ids else list(lists.values())


def _listing(raw: dict[str, Any], path: Path) -> Listing:
    name = raw.get("id", "without id")
    try:
        one = Listing(**{**raw, "means": Label(**raw.get("means", {}))})
    except TypeError as error:
        msg = f"{path}, list {name!r}: {str(error).rpartition('() ')[2]}."
        raise FileFaultError(msg) from error
    fault = _fault(one)
    if fault:
        msg = f"{path}, list {name!r}: {fault}."
        raise FileFaultError(msg)
    return one


def _fault(one: Listing) -> str:
    """Return what is wrong with a declaration, empty where nothing is."""
    fields = {column.name for column in INITIATIVES.columns}
    ways = [bool(one.dataset), bool(one.resource), bool(one.address)]
    wrong = {
        "id must be of lower-case letters, digits and _": re.fullmatch(IDENTIFIER.expression, one.id) is None,
        "columns must name a column for the role name": "name" not in one.columns,
        "identifier must name a column": not one.identifier,
        "columns has a role that no column of initiatives can have": not set(one.columns)
        <= set(ROLES["initiatives"]),
        "says has a field that initiatives do not have": not set(one.says) <= fields,
        "same_as must name fields of initiatives": not {*one.same_as, *one.same_as.values()} <= fields,
        "give one of dataset, resource and address": sum(ways) != 1,
        "a dataset needs file, the name of the file in it": bool(one.dataset) and not one.file,
        "leaving must be end or unlisted": one.leaving not in ("end", "unlisted"),
        "every_months must be a whole number of at least 1": not _is_whole(one.every_months),
        "edition must be a date": type(one.edition) not in (date, type(None)),
        "rows must be a whole number of at least 1": one.rows is not None and not _is_whole(one.rows),
    }
    return next((fault for fault, is_so in wrong.items() if is_so), "")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
