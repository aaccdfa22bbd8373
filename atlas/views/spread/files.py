"""What leaves the section on how dynamics spread: tables, the map at a date, its film."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from atlas import spread
from atlas.catalogue import Catalogue
from atlas.catalogue.listing import seat_points
from atlas.errors import UnknownChoiceError
from atlas.exports.columns import describe
from atlas.exports.content import Export
from atlas.spread import Dates
from atlas.views.about import Also, about, named
from atlas.views.choices import address
from atlas.views.link import View
from atlas.views.map.figure import type_names
from atlas.views.scales.choices import LEVEL, OWN
from atlas.views.spread import map as spread_map
from atlas.views.spread.sentences import kind_name
from atlas.words import say
from atlas.words.numbers import number

# What a row is, in the order of the sheets of a workbook.
ROWS = ("growth", "reach", "nearness", "types", "initiatives")
# Decimals of shares and of probabilities.
_DIGITS = 6
_LISTED = ("name", "type", "start_year", "start_year_meaning", "seat_commune", "source", "source_url")


class Asked(NamedTuple):
    """What is asked besides the common view.

    Attributes
    ----------
    kind
        A key of `atlas.spread.STARTS`; empty for the usual one.
    year
        End of the year that the map shows; None for the last one.
    """

    kind: str
    year: int | None
    seed: int
    created: date


def tables(catalogue: Catalogue, view: View, asked: Asked) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return what makes each table of one type: those that there are."""
    selection, kind, by = view.selection, asked.kind, view.by
    dates = spread.start_dates(catalogue, selection, kind=kind, by=by)
    made: dict[str, Callable[[], pd.DataFrame]] = {}
    if not dates.why:
        made["growth"] = lambda: spread.growth(catalogue, dates)
        made["reach"] = lambda: spread.reach(catalogue, selection, kind=kind, by=by).set_index("level")
    if not dates.untested:
        made["nearness"] = lambda: _nearness(catalogue, view, asked)
    made["types"] = lambda: spread.overview(catalogue, selection, by)
    made["initiatives"] = lambda: initiatives(catalogue, dates)
    return made


def _nearness(catalogue: Catalogue, view: View, asked: Asked) -> pd.DataFrame:
    found = spread.nearness(catalogue, view.selection, kind=asked.kind, by=view.by, seed=asked.seed)
    assert found is not None  # noqa: S101 - asked only where it is tested
    return found.table.set_index("km")


def initiatives(catalogue: Catalogue, dates: Dates) -> pd.DataFrame:
    """List the initiatives whose year is of one kind, each with its source, by year."""
    rows = catalogue.tables.initiatives.loc[dates.years.index, list(_LISTED)]
    rows[["lon", "lat"]] = catalogue.places.loc[rows.index, ["lon", "lat"]]
    return rows.sort_values("start_year", kind="stable")


def table(catalogue: Catalogue, view: View, asked: Asked, name: str) -> Export:
    """Make the file of one table, one of `ROWS`; a list of initiatives has their map and its film."""
    language = view.language
    if name == "types":
        return _export(catalogue, view, name, spread.overview(catalogue, view.selection, view.by), asked)
    dates = spread.start_dates(catalogue, view.selection, kind=asked.kind, by=view.by)
    made = tables(catalogue, view, asked)
    if name not in made:
        reason = dates.why or dates.untested
        msg = f"There is no table of {name} ({reason}): choose {', '.join(made)}."
        raise UnknownChoiceError(msg)
    export = _export(catalogue, view, name, made[name](), asked, dates)
    if name != "initiatives":
        return export
    rows = export.rows
    export = replace(export, geometry=lambda: seat_points(rows))
    if dates.why:
        return export
    year = asked.year or spread_map.last_year(dates)
    shown = pd.DataFrame(
        {
            say("name", language): rows["name"],
            say("start", language): rows["start_year"].astype(str),
            say("type", language): rows["type"].map(type_names(catalogue, language)),
        }
    )[rows["start_year"].le(year).to_numpy(dtype=bool)]
    return replace(
        export,
        sheet=lambda: spread_map.sheet(
            catalogue, spread_map.picture(catalogue, view, dates, year), shown, say("spread_growth", language)
        ),
        film=lambda: spread_map.film(catalogue, view, dates),
    )


def whole(catalogue: Catalogue, view: View, asked: Asked) -> Export:
    """Make one file of all tables of one type, such as a workbook."""
    first, *others = (
        replace(table(catalogue, view, asked, name), label=say(f"spread_file_{_sheet(name)}", view.language))
        for name in tables(catalogue, view, asked)
    )
    return replace(first, parts=tuple(others))


def _sheet(name: str) -> str:
    return "film" if name == "initiatives" else name


def _export(  # noqa: PLR0913, PLR0917 - what a file is
    catalogue: Catalogue,
    view: View,
    name: str,
    rows: pd.DataFrame,
    asked: Asked,
    dates: Dates | None = None,
) -> Export:
    language = view.language
    meanings = describe(rows.reset_index().columns, language, f"spread_{name}")
    title = say("spread_types", language)
    told: dict[str, str] = {}
    chosen: dict[str, object] = {"scales_section": "diffusion", "spread_kind": asked.kind}
    if dates is not None:
        kind = kind_name(dates.kind, language)
        title = say("spread_file_title", language, kind=kind)
        of = {"dated": number(len(dates.years), language), "known": number(dates.known, language)}
        told = {
            say("spread_kind", language): kind,
            say("spread_file_dated", language): say("spread_file_of", language, **of),
        }
    if name == "initiatives" and asked.year is not None:
        chosen["spread_year"] = asked.year
        told[say("spread_year", language)] = str(asked.year)
    if name == "nearness":
        chosen["scales_seed"] = asked.seed
        told[say("spread_file_seed", language)] = str(asked.seed)
    also = Also(told, address(OWN, chosen), page="echelles", level=LEVEL)
    return Export(
        name=f"atlas_diffusion_{name}",
        rows=rows.round(_DIGITS),
        about=about(catalogue, view, named(catalogue, view, title), created=asked.created, also=also),
        meanings=meanings,
    )
