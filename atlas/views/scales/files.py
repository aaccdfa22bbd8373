"""What leaves the page of scales: its tables, the dictionary of their columns, and its map."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from atlas.catalogue import Answer, Catalogue
from atlas.exports.columns import describe
from atlas.exports.content import Blank, Categorised, Category, Export, Style
from atlas.scales import CLUSTERS, INDICATORS
from atlas.scales import listing as tables
from atlas.views.about import Also, about
from atlas.views.link import View
from atlas.views.map.figure import Figure
from atlas.views.map.files import graduated, mapped
from atlas.views.scales.choices import LEVEL
from atlas.views.scales.map import CLUSTER_COLOURS
from atlas.vocabulary import Language
from atlas.words import say

# What a CSV says in each row beside its table.
_SAID = ("source", "licence", "selection", "created")
_PAGE = "echelles"
# The column by which the map colours, in a layer.
_SHOWN = "map_cluster"


class Asked(NamedTuple):
    """What the page lets choose besides the common view.

    Attributes
    ----------
    address
        The page's own parameters of the link that reproduces it; None where its widgets cannot.
    """

    indicator: str
    seed: int
    address: dict[str, str] | None
    created: date


def table(catalogue: Catalogue, view: View, asked: Asked, name: str, rows: pd.DataFrame) -> Export:
    """Make the file of a table of statistics."""
    language = view.language
    finished = tables.finish(catalogue, rows, name, indicator=asked.indicator, seed=asked.seed)
    title = say(f"scales_file_{name}", language)
    return Export(
        name=f"atlas_echelles_{name}",
        rows=finished,
        about=about(catalogue, view, title, created=asked.created, also=_also(view, asked)),
        meanings=describe(finished.reset_index().columns, language, name),
    )


def whole(catalogue: Catalogue, view: View, asked: Asked, tables: dict[str, pd.DataFrame]) -> Export:
    """Make one file of several tables, such as a workbook."""
    first, *others = (
        replace(
            table(catalogue, view, asked, "clusters" if name.startswith("clusters_") else name, rows),
            label=say(f"scales_sheet_{name}", view.language),
        )
        for name, rows in tables.items()
    )
    title = say("scales_file_whole", view.language)
    return replace(first, about=replace(first.about, title=title), parts=tuple(others))


def territories(  # noqa: PLR0913 - a table, and its map
    catalogue: Catalogue,
    view: View,
    asked: Asked,
    answer: Answer,
    *,
    rows: pd.DataFrame,
    figure: Figure,
) -> Export:
    """Make the file of the territories with the cluster that each is in, with the map."""
    finished = tables.finish(catalogue, rows, "clusters", indicator=asked.indicator, seed=asked.seed)
    finished = finished.reset_index().set_index("code")
    known = describe(finished.reset_index().columns, view.language, "clusters")
    if rows["cluster"].isna().all():
        known["cluster"] = say("scales_clusters_place", view.language)
    if figure.categories:
        finished[_SHOWN] = _kinds(figure).reindex(finished.index)
        known[_SHOWN] = say("scales_file_shown", view.language)
    export = mapped(
        catalogue,
        view,
        answer,
        finished,
        figure=figure,
        name="atlas_echelles_grappes",
        created=asked.created,
        also=_also(view, asked),
    )

    def style() -> Style:
        shown = figure._replace(table=figure.table.reindex(finished.index))
        if figure.categories:
            return _categorised(shown, view.language)
        # The values of the table are rounded: one of them could fall between two classes.
        return graduated(view, shown, "map_")

    return replace(export, meanings=known, style=style)


def dictionary(catalogue: Catalogue, view: View, asked: Asked, names: tuple[str, ...]) -> Export:
    """Make the file that describes the columns of the others."""
    said = {language: describe(pd.Index(_SAID), language) for language in ("fr", "en")}
    besides = pd.DataFrame(
        [
            {
                "table": name,
                "column": column,
                "unit_fr": "texte",
                "unit_en": "text",
                "description_fr": said["fr"][column],
                "description_en": said["en"][column],
            }
            for name in names
            for column in _SAID
        ]
    ).set_index("table")
    rows = pd.concat([tables.dictionary_table(names), besides])
    title = say("scales_file_dictionary", view.language)
    known = {column: say(f"scales_file_{column}", view.language) for column in rows.reset_index().columns}
    return Export(
        name="atlas_echelles_dictionnaire",
        # Each table's columns stand together.
        rows=rows.loc[[*dict.fromkeys(names)]],
        about=about(
            catalogue,
            view,
            title,
            created=asked.created,
            also=Also({}, asked.address, page=_PAGE, level=LEVEL),
        ),
        meanings=known,
    )


def _asked(asked: Asked, words: dict[str, str] | None = None) -> Also:
    return Also(words or {}, asked.address, page=_PAGE, level=LEVEL)


def _also(view: View, asked: Asked) -> Also:
    language = view.language
    words = {
        say("scales_indicator", language): INDICATORS[asked.indicator].label.to(language),
        say("by", language): say(f"by_{view.by}", language),
        say("scales_seed", language): str(asked.seed),
    }
    return _asked(asked, words)


def _kinds(figure: Figure) -> pd.Series:
    """Name the category of each territory as the map colours it; a blank by its status."""
    numbers = figure.table["category"]
    names = numbers.map(dict(enumerate(CLUSTER_COLOURS)))
    return names.where(numbers.notna(), figure.table["status"]).astype("string")


def _categorised(figure: Figure, language: Language) -> Categorised:
    letters = {"uncertain": "u", "no_data": "x"}
    return Categorised(
        title=figure.title,
        column=_SHOWN,
        categories=tuple(
            Category(key, CLUSTERS[key].to(language), "area", colour)
            for key, colour in CLUSTER_COLOURS.items()
        ),
        blanks=tuple(
            Blank(status, letters[status], words)
            for status, words in figure.blanks.items()
            if figure.table["status"].eq(status).any()
        ),
        points=False,
    )
