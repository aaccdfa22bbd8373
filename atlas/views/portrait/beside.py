"""Territories side by side in words: the table that page, paper, workbook and JSON hold."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Unpack
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.selection import Selection
from atlas.exports.content import About, Export
from atlas.exports.document import Column, Document, Table
from atlas.exports.formats import FORMATS, to_bytes
from atlas.portrait import POSITIONS, REFERENCES, Asked, Outline, beside, outline, references
from atlas.portrait.beside import COLUMNS, GROUPS, MOST
from atlas.records import records
from atlas.territories.places import Place, is_place, split_place
from atlas.views.about import Also, about
from atlas.views.link import View, compose
from atlas.views.lists import floored
from atlas.views.map.types import short_type
from atlas.views.portrait.choices import portrait_address, written_places
from atlas.views.portrait.words import write
from atlas.vocabulary import PLACE_LEVELS, SETTINGS, Language, place_level
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent, say_number

# Widths on paper, in millimetres: of all, of the cells together, and of one cell at most.
_PAPER_MM, _CELLS_MM, _CELL_MM = 180.0, 126.0, 30.0
_TITLED = 3


@kept(maxsize=2 * MOST)
def gathered(catalogue: Catalogue, where: Place, **asked: Unpack[Asked]) -> Outline:
    """Outline one of several territories, among its own first peers where it has no such ones."""
    known = references(catalogue, where)
    if asked.get("reference") not in known:
        asked["reference"] = known[0]
    return outline(catalogue, where, **asked)


def others(catalogue: Catalogue, text: str, where: Place) -> list[Place]:
    """Read whom a link sets beside a territory."""
    return _named(catalogue, text, where)[0][: MOST - 1]


def passed_over(catalogue: Catalogue, text: str, where: Place, language: Language) -> list[str]:
    """Say what a link names in vain beside a territory: what names none, and who is too many."""
    there, unknown = _named(catalogue, text, where)
    told = [say("error_unknown", language, what=markup.plain(part)) for part in unknown]
    return [*told, *([say("beside_full", language)] if len(there) >= MOST else [])]


def _named(catalogue: Catalogue, text: str, where: Place) -> tuple[list[Place], list[str]]:
    parts = [part for part in dict.fromkeys(text.split(",")) if part and part != str(where)]
    there = [part for part in parts if is_place(catalogue.geography, part)]
    return [split_place(part) for part in there], [part for part in parts if part not in there]


def address(portraits: Sequence[Outline]) -> dict[str, str] | None:
    """Return what shows territories side by side again; None where no widget of the page has the distance."""
    first, *others_ = portraits
    own = portrait_address(first)
    return None if own is None else own | {"avec": written_places(one.place for one in others_)}


def beside_of(view: View, level: str, codes: Sequence[str]) -> dict[str, str]:
    """Return the parameters that set territories of a level side by side, the first six of more."""
    first, *others_ = (Place(place_level(level), code) for code in codes[:MOST])
    asked = View(language=view.language, selection=view.selection, by=view.by)
    return compose(asked) | {"territoire": str(first), "avec": written_places(others_)}


def title(portraits: Sequence[Outline], language: Language) -> str:
    """Name territories together."""
    names = [one.name for one in portraits]
    if len(names) <= _TITLED:
        return " · ".join(names)
    return say("beside_title", language, name=names[0], n=number(len(names) - 1, language))


def document(
    catalogue: Catalogue, portraits: Sequence[Outline], language: Language, *, created: date
) -> Document:
    """Put territories side by side into words."""
    figures = beside(catalogue, portraits)
    told = _about(catalogue, portraits, language, created)
    kinds = (
        f"{one.name} ({PLACE_LEVELS[one.place.level].to(language)}, {one.place.code})" for one in portraits
    )
    sources = [f"{one.title}, {one.producer}, {one.vintage}, {one.licence}" for one in told.sources]
    return Document(
        language=language,
        series=say("beside_series", language),
        title=title(portraits, language),
        subtitle=" · ".join(kinds),
        lead=lead(figures, portraits, language),
        notices=[say("portrait_filtered", language, filters=told.choice)] if _filtered(portraits[0]) else [],
        figures=[],
        facts=[],
        shares_title="",
        shares=[],
        positions_title="",
        positions_note="",
        positions=[],
        tables={"beside": table(catalogue, figures, portraits, language)},
        sources=[*sources, *([told.address] if told.address else [])],
        date=told.day,
        map_text="",
    )


def _filtered(first: Outline) -> bool:
    return first.selection != Selection()


def lead(figures: pd.DataFrame, portraits: Sequence[Outline], language: Language) -> str:
    """Say how many differences from the first territory are more than chance."""
    tested = figures["explained"].dropna()
    if tested.empty:
        return say("beside_untested" if portraits[0].by == "coverage" else "beside_nothing", language)
    real, all_of_them = int((~tested).sum()), number(len(tested), language)
    name = portraits[0].name
    if not real:
        return say_number("beside_lead_none", len(tested), language, name=name)
    return say_number("beside_lead", real, language, of=all_of_them, name=name)


def table(
    catalogue: Catalogue, figures: pd.DataFrame, portraits: Sequence[Outline], language: Language
) -> Table:
    """Word the figures of `atlas.portrait.beside.beside`: a row for each, a column for each territory."""
    shown = figures[figures["figure"].ne("reference")]
    rows = shown.drop_duplicates("figure").reset_index(drop=True)
    places = [str(one.place) for one in portraits]

    def wide(values: Sequence[object] | pd.Series) -> pd.DataFrame:
        cells = np.reshape(np.asarray(values, dtype=object), (-1, len(places)))
        return pd.DataFrame(cells, columns=places)

    names = _names(catalogue, pd.Index(rows["figure"]), language)
    lists = catalogue.lists(portraits[0].place.level, portraits[0].by)["share"].reindex(rows["figure"])
    types = rows["group"].eq("types")
    told = [
        _with_list(name, share, language) if kind else name
        for name, share, kind in zip(names, lists, types, strict=True)
    ]
    width = min(_CELLS_MM / len(portraits), _CELL_MM)
    left = _PAPER_MM - width * len(portraits)
    columns = {"figure": Column(say("beside_figure", language), "text", paper=left)} | {
        str(one.place): Column(one.name, "rate", paper=width) for one in portraits
    }
    starts = rows["group"][~rows["group"].duplicated()]
    order = list(columns)
    return Table(
        say("beside_series", language),
        note(portraits, language),
        columns,
        wide(shown["value"]).assign(figure=told)[order],
        wide([_written(row, language) for row in records(shown)]).assign(figure=told)[order],
        "",
        faded=wide(shown["explained"].fillna(value=False)).astype(bool),
        sections={int(str(at)): GROUPS[group].to(language) for at, group in starts.items()},
    )


def _with_list(name: str, share: float, language: Language) -> str:
    """Name a type, and how much of its list is known."""
    if pd.isna(share):
        return say("beside_list_unknown", language, name=name)
    return say("beside_list", language, name=name, share=percent(floored(share), language))


def _names(catalogue: Catalogue, figures: pd.Index, language: Language) -> list[str]:
    types = set(catalogue.tables.types.index)
    names = {f"percentile_{key}": label.to(language) for key, label in POSITIONS.items()}
    for key, label in SETTINGS.items():
        names[f"share_{key}"] = say("beside_share", language, setting=label.to(language).lower())
    names |= {key: short_type(catalogue, key, language) for key in figures if key in types}
    return [names.get(key) or say(f"beside_{key}", language) for key in figures]


def _written(row: dict[str, object], language: Language) -> str:
    status, unit = row["status"], str(row["unit"])
    if status != "value":
        return say(f"beside_status_{status}", language)
    if unit == "text":
        return SETTINGS[str(row["text"])].to(language)
    if row["group"] == "peers":
        return write(row["value"], "count", language)
    count = write(row["value"], unit, language)
    return count if row["rate"] is None else f"{count} ({write(row['rate'], 'rate', language)})"


def note(portraits: Sequence[Outline], language: Language) -> str:
    """Write how the table is read."""
    first = portraits[0]
    peers: dict[str, list[str]] = {}
    for one in portraits:
        peers.setdefault(REFERENCES[one.reference].to(language), []).append(one.name)
    ranked = [
        reference if len(peers) == 1 else f"{reference} ({', '.join(names)})"
        for reference, names in peers.items()
    ]
    return " ".join(
        [
            say(f"beside_note_{first.by}", language, name=first.name),
            say("beside_note_money", language),
            say("beside_note_lists", language),
            say("beside_note_peers", language, peers=" ; ".join(ranked)),
        ]
    )


def head(words: Document) -> str:
    """Return the answer in a sentence, and what a reader must know first."""
    notices = "".join(f"<p class='atlas-doubt'>{markup.text(notice)}</p>" for notice in words.notices)
    return f"<p class='atlas-lead'>{markup.text(words.lead)}</p>{notices}"


def html(told: Table, portraits: Sequence[Outline], language: Language) -> str:
    """Return the table for a page, each territory under a link to its portrait."""
    columns = [str(one.place) for one in portraits]
    heads = "".join(
        f'<th scope="col"><a href="{markup.text(_link(one, language))}" target="_self">'
        f"{markup.text(one.name)}</a>"
        f"<small>{markup.text(PLACE_LEVELS[one.place.level].to(language))}</small></th>"
        for one in portraits
    )
    body = []
    for at, row in enumerate(told.written.to_dict("records")):
        if at in told.sections:
            body.append(
                f'<tr class="atlas-group"><th scope="colgroup" colspan="{len(columns) + 1}">'
                f"{markup.text(told.sections[at])}</th></tr>"
            )
        cells = "".join(_cell(row[key], told.fades(key, at), language) for key in columns)
        body.append(f'<tr><th scope="row">{markup.text(row["figure"])}</th>{cells}</tr>')
    figure, wide = markup.text(told.columns["figure"].name), 9 + 7.4 * len(columns)
    return (
        f"<div class='atlas-scroll atlas-beside'><table class='atlas-table' style='min-width:{wide}rem'>"
        f"<caption class='atlas-told'>{markup.text(told.title)}</caption>"
        f'<thead><tr><th scope="col">{figure}</th>{heads}</tr></thead><tbody>{"".join(body)}</tbody>'
        f"</table></div><p class='atlas-kind'>{markup.text(told.note)}</p>"
    )


def _cell(words: object, faded: bool, language: Language) -> str:  # noqa: FBT001 - how it looks
    if not faded:
        return f"<td>{markup.text(words)}</td>"
    why = markup.text(say("beside_chance", language))
    return (
        f'<td class="faded" title="{why}">{markup.text(words)}<span class="atlas-told"> ({why})</span></td>'
    )


def _link(one: Outline, language: Language) -> str:
    view = View(language=language, selection=one.selection, by=one.by)
    return (
        f"?{urlencode(compose(view) | (portrait_address(one) or {'territoire': str(one.place)}), safe=':,')}"
    )


def _about(catalogue: Catalogue, portraits: Sequence[Outline], language: Language, created: date) -> About:
    first = portraits[0]
    view = View(language=language, selection=first.selection, by=first.by)
    named = f"{say('beside_series', language)} · {title(portraits, language)}"
    also = Also({say("by", language): say(f"by_{first.by}", language)}, address(portraits), page="territoire")
    return about(catalogue, view, named, created=created, also=also)


def export(
    catalogue: Catalogue, portraits: Sequence[Outline], language: Language, *, created: date
) -> Export:
    """Make the tables of a file: figures by territory, then each with its status and its test."""
    figures = beside(catalogue, portraits)
    told = _about(catalogue, portraits, language, created)
    places = [str(one.place) for one in portraits]
    numbers = figures[figures["unit"].ne("text")]
    wide = pd.DataFrame(numbers["value"].to_numpy().reshape(-1, len(places)), columns=places)
    first = numbers.drop_duplicates("figure")
    wide.insert(0, "unit", first["unit"].to_numpy())
    wide.index = pd.Index(first["figure"], name="figure")
    meanings = {key: say(f"beside_column_{key}", language) for key in COLUMNS if key != "name"}
    names = {str(one.place): one.name for one in portraits}
    tested = figures.drop(columns="name").set_index("figure")
    return Export(
        name="cote_a_cote",
        rows=wide,
        about=told,
        label=say("beside_series", language),
        meanings=names | {key: meanings[key] for key in ("figure", "unit")},
        parts=(
            Export(
                name="tests",
                rows=tested.astype({"explained": "object"}),
                about=told,
                label=say("beside_tests", language),
                meanings=meanings,
            ),
        ),
    )


def pdf(catalogue: Catalogue, portraits: Sequence[Outline], language: Language, *, created: date) -> bytes:
    """Write territories side by side on one page of PDF."""
    from atlas.exports.pdf import to_one_page  # noqa: PLC0415 - 20 MB with its fonts and seals

    return to_one_page(document(catalogue, portraits, language, created=created), created=created)


def xlsx(catalogue: Catalogue, portraits: Sequence[Outline], language: Language, *, created: date) -> bytes:
    """Write territories side by side as a workbook."""
    return to_bytes(export(catalogue, portraits, language, created=created), FORMATS["xlsx"])


def as_json(
    catalogue: Catalogue, portraits: Sequence[Outline], language: Language, *, created: date
) -> bytes:
    """Write territories side by side as JSON."""
    told = document(catalogue, portraits, language, created=created)
    content = {
        "title": told.title,
        "by": portraits[0].by,
        "millesime": portraits[0].millesime,
        "figures": records(beside(catalogue, portraits)),
        "lead": told.lead,
        "note": told.tables["beside"].note,
        "sources": told.sources,
        "created": created.isoformat(),
    }
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


# Ending of a file: who writes it, and its media type.
FILES: dict[str, tuple[Callable[..., bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "xlsx": (xlsx, FORMATS["xlsx"].mime),
    "json": (as_json, "application/json"),
}
