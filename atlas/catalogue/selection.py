"""Which initiatives a reader has chosen.

Each field of `Selection` declares its filter: what it keeps, its place in the address, its option in the
terminal, its words, its choices. Pages, links, files and commands loop over `FILTERS`.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue.cooperations import KINDS, cooperations
from atlas.catalogue.filters import (
    Choices,
    Filter,
    Kept,
    Many,
    One,
    Rows,
    Switch,
    Text,
    Value,
    Where,
    Years,
    declared,
)
from atlas.catalogue.legal_forms import FORMS, LEGAL_FORMS, form_families
from atlas.errors import UnknownChoiceError
from atlas.territories import normalise_name
from atlas.territories.places import Place, split_place
from atlas.vocabulary import CATEGORIES, FUNDER_LEVELS, INITIATORS, SCALES, Label
from atlas.words import short_label

# Whose rows.
Origin = Literal["all", "atlas", "own"]
ORIGINS: dict[Origin, Label] = {
    "all": Label("Toutes", "All"),
    "atlas": Label("Atlas", "Atlas"),
    "own": Label("Vos données", "Your data"),
}

# Typologies of the seat commune, and the column that carries each.
TYPOLOGIES: dict[str, str] = {
    "setting": "setting",
    "density": "density_level",
    "aav": "aav_category",
}
TYPOLOGY_NAMES: dict[str, Label] = {
    "setting": Label("les trois cadres de l’atlas", "the atlas's three settings"),
    "density": Label("la grille de densité (INSEE)", "the density grid (INSEE)"),
    "aav": Label("les aires d’attraction (INSEE)", "attraction areas (INSEE)"),
}


def among(ids: pd.Series | pd.Index, chosen: pd.Index) -> NDArray[np.bool_]:
    """Return which ids were chosen.

    Returns
    -------
    numpy.ndarray
        As `ids.isin(chosen)`, which takes fifty times as long for texts.
    """
    return np.asarray(chosen.get_indexer(pd.Index(ids)) >= 0)


def _types(rows: Rows) -> Choices:
    labels = rows.tables.types[["label_fr", "label_en"]].map(short_label)
    return {code: Label(*names) for code, *names in labels.itertuples()}


def _scales(rows: Rows) -> Choices:
    there = set(rows.tables.initiatives["scale"].unique())
    return {code: label for code, label in SCALES.items() if code in there}


def _words(column: str, rows: Rows) -> Choices:
    """Offer the words of sources as they stand."""
    return {word: Label(word, word) for word in sorted(rows.tables.initiatives[column].dropna().unique())}


def _unknown(column: str, rows: Rows) -> int:
    return int(rows.tables.initiatives[column].isna().sum())


def _in_column(column: str, rows: Rows, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    return rows.tables.initiatives[column].isin(chosen).to_numpy(dtype=bool)


def _of_type(rows: Rows, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    return among(rows.tables.initiatives["type"], pd.Index(chosen).unique())


def _in_category(rows: Rows, chosen: tuple[str, ...], typology: str) -> NDArray[np.bool_]:
    category = rows.places[TYPOLOGIES[typology]].astype("string")
    return category.isin(chosen).to_numpy(dtype=bool, na_value=False)


def _started(rows: Rows, years: tuple[int, int], undated: bool) -> NDArray[np.bool_]:  # noqa: FBT001 - a partner
    year = rows.tables.initiatives["start_year"].to_numpy(dtype="float64", na_value=np.nan)
    inside = (year >= years[0]) & (year <= years[1])
    return np.asarray(inside | np.isnan(year) if undated else inside)


def _funded(rows: Rows, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    """Keep who received a line from such a funder, its amount known or not."""
    lines = rows.tables.funding
    lines = lines[lines["direction"].eq("received") & lines["funder_level"].isin(chosen)]
    return rows.tables.initiatives.index.isin(lines["initiative_id"])


def _forms(rows: Rows) -> pd.DataFrame:
    return form_families(rows.tables.initiatives["legal_forms"])


def _of_form(rows: Rows, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    return _forms(rows)[[f"form_{form}" for form in chosen]].eq(1).any(axis=1).to_numpy()


def _there(rows: Rows, text: str) -> NDArray[np.bool_]:
    """Keep who has its seat in a place or covers a part of it; who counts keeps to one of both."""
    where = split_place(text)
    return rows.present(where, "seat") | rows.present(where, "coverage")


def _with_words(rows: Rows, text: str) -> NDArray[np.bool_]:
    keep = np.ones(len(rows.texts), dtype=bool)
    for word in normalise_name(text).split():
        keep &= rows.texts.str.contains(word, regex=False).to_numpy(dtype=bool)
    return keep


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A choice of initiatives; an empty part leaves all in.

    Attributes
    ----------
    inside
        The place of all figures, as `level:code`; empty for all of France.
    types
        Codes of `types.csv`.
    typology, categories
        A key of `TYPOLOGIES`, and codes of that classification, as text; they hold for the seat commune.
    scales
        Declared scales (`atlas.vocabulary.SCALES`).
    years
        First and last start year kept, or None for no bound.
    undated
        Whether initiatives whose start year is not known stay in when `years` bounds.
    funder_levels
        Keep initiatives with at least one line received from such a funder, and count only those lines.
    initiators
        Who started it, see `atlas.vocabulary`.
    legal_forms
        Families of legal forms (`atlas.catalogue.legal_forms.LEGAL_FORMS`); one of them is enough.
    ess_links, stages
        In the words of the sources.
    cooperations
        Kinds of territorial cooperation (`atlas.catalogue.cooperations.KINDS`); one of them is enough.
    text
        Every word must occur in name, territory, initiator or type's label.
    origin
        Whose initiatives, see `ORIGINS`.
    """

    inside: str = declared(
        "",
        Where(
            parameter="dans",
            option="inside",
            title=Label("Lieu", "Place"),
            everywhere=Label("Toute la France", "All of France"),
            help="Only this place: level:code, such as region:53 or epci:242900314, or perimetre:code.",
            keep=_there,
        ),
    )
    types: tuple[str, ...] = declared(
        (),
        Many(
            parameter="types",
            option="type",
            title=Label("Types", "Types"),
            everything=Label("Tous les types", "All types"),
            help="Only initiatives of this type; may be repeated.",
            choices=_types,
            alphabetical=True,
            keep=_of_type,
        ),
    )
    typology: str = declared(
        "setting",
        One(
            parameter="typologie",
            option="typology",
            title=Label("Cadre du siège, selon", "Setting of the seat, by"),
            help="Classification of the seat commune that --category speaks of.",
            names=TYPOLOGY_NAMES,
        ),
    )
    categories: tuple[str, ...] = declared(
        (),
        Many(
            parameter="categories",
            option="category",
            title=Label("Cadres du siège", "Settings of the seat"),
            everything=Label("Sièges de tous les cadres", "Seats of all settings"),
            help="Only such seat communes; may be repeated.",
            partner="typology",
            choices=lambda _rows, typology: CATEGORIES[typology],
            keep=_in_category,
        ),
    )
    scales: tuple[str, ...] = declared(
        (),
        Many(
            parameter="echelles",
            option="scale",
            title=Label("Échelle déclarée", "Declared scale"),
            everything=Label("Toutes les échelles", "All scales"),
            help="Only of this declared scale; may be repeated.",
            choices=_scales,
            keep=partial(_in_column, "scale"),
            certain=operator.not_,
        ),
    )
    years: tuple[int, int] | None = declared(
        None,
        Years(
            parameter="annees",
            option="years",
            title=Label("Année de départ", "Start year"),
            help="First and last start year; undated ones stay in.",
            partner="undated",
            keep=_started,
            certain=operator.not_,
        ),
    )
    undated: bool = declared(
        default=True,
        declaration=Switch(
            parameter="sans_annee",
            option="dated",
            title=Label("Garder les {n} sans année connue", "Keep the {n} without a known year"),
            help="With --years, leave out those without a known year.",
            unknown=partial(_unknown, "start_year"),
        ),
    )
    funder_levels: tuple[str, ...] = declared(
        (),
        Many(
            parameter="financeurs",
            option="funder-level",
            title=Label("Niveau du financeur", "Funder level"),
            everything=Label("Tous niveaux, ou inconnu", "All levels, or unknown"),
            help="Only with such funders; may be repeated.",
            choices=lambda _rows: FUNDER_LEVELS,
            keep=_funded,
            keep_lines=lambda lines, chosen: lines["funder_level"].isin(chosen).to_numpy(dtype=bool),
            certain=operator.not_,
        ),
    )
    initiators: tuple[str, ...] = declared(
        (),
        Many(
            parameter="lanceur",
            option="initiator",
            title=Label("Qui l’a lancée", "Who started it"),
            everything=Label("Tous, ou inconnu", "All, or unknown"),
            help=f"Only started by such; may be repeated: {', '.join(INITIATORS)}.",
            choices=lambda _rows: INITIATORS,
            keep=partial(_in_column, "initiator"),
            certain=operator.not_,
            unknown=partial(_unknown, "initiator"),
            rare=True,
        ),
    )
    legal_forms: tuple[str, ...] = declared(
        (),
        Many(
            parameter="forme",
            option="legal-form",
            title=Label("Forme juridique", "Legal form"),
            everything=Label("Toutes, ou inconnue", "All, or unknown"),
            help=f"Only of such a legal form; may be repeated: {', '.join(LEGAL_FORMS)}.",
            choices=lambda _rows: {code: label for code, (label, _) in LEGAL_FORMS.items()},
            keep=_of_form,
            certain=operator.not_,
            unknown=lambda rows: int(_forms(rows)[FORMS[0]].isna().sum()),
            rare=True,
        ),
    )
    ess_links: tuple[str, ...] = declared(
        (),
        Many(
            parameter="lien_ess",
            option="ess-link",
            title=Label("Lien avec l’ESS", "Link with the social economy"),
            everything=Label("Tous, ou inconnu", "All, or unknown"),
            help="Only with this link with the social economy, in the words of the sources; may be repeated.",
            choices=partial(_words, "ess_link"),
            keep=partial(_in_column, "ess_link"),
            certain=operator.not_,
            unknown=partial(_unknown, "ess_link"),
            rare=True,
        ),
    )
    stages: tuple[str, ...] = declared(
        (),
        Many(
            parameter="stade",
            option="stage",
            title=Label("Stade", "Stage"),
            everything=Label("Tous, ou inconnu", "All, or unknown"),
            help="Only at this stage, in the words of the sources; may be repeated.",
            choices=partial(_words, "stage"),
            keep=partial(_in_column, "stage"),
            certain=operator.not_,
            unknown=partial(_unknown, "stage"),
            rare=True,
        ),
    )
    cooperations: tuple[str, ...] = declared(
        (),
        Many(
            parameter="cooperation",
            option="cooperation",
            title=Label("Coopération, selon le Labo de l'ESS", "Cooperation, by the Labo de l'ESS"),
            everything=Label("Toutes, ou inconnue", "All, or unknown"),
            help=f"Only such cooperations, one is enough; may be repeated: {', '.join(KINDS)}.",
            choices=lambda _rows: KINDS,
            keep=lambda rows, chosen: cooperations(rows.tables).isin(chosen).any(axis=1).to_numpy(),
            certain=operator.not_,
            unknown=lambda rows: int(cooperations(rows.tables).isna().all(axis=1).sum()),
            rare=True,
        ),
    )
    text: str = declared(
        "",
        Text(
            parameter="q",
            option="text",
            title=Label("Texte", "Text"),
            hint=Label("Nom, territoire, porteur, type", "Name, territory, initiator, type"),
            help="Only with all these words.",
            keep=_with_words,
            certain=operator.not_,
        ),
    )
    origin: Origin = declared(  # noqa: RUF009 - a field, as all are
        "all",
        One(
            parameter="origine",
            option="origin",
            title=Label("Origine", "Origin"),
            help="With --workspace, only the atlas's rows or only the team's own.",
            names=ORIGINS,
            written={"all": "", "own": "vous"},
            offered=lambda rows: not rows.own.empty,
            keep=lambda rows, who: among(rows.tables.initiatives.index, rows.own) == (who == "own"),
            # Of what a reader brought nobody knows what it leaves out.
            certain=lambda who: who != "own",
        ),
    )

    @property
    def certain(self) -> bool:
        """Whether no filter rests on a fact that is often unknown."""
        return all(one.certain(getattr(self, name)) for name, one in FILTERS.items())

    @property
    def where(self) -> Place | None:
        """The place, None where it is all of France."""
        return split_place(self.inside) if self.inside else None

    @property
    def everywhere(self) -> "Selection":
        """The same choice in all of France."""
        return replace(self, inside="") if self.inside else self

    def partner(self, name: str) -> tuple[Any, ...]:
        """Return what is chosen in the filter without which this one says nothing, if there is one."""
        return (getattr(self, FILTERS[name].partner),) if FILTERS[name].partner else ()


# The filters by the field of `Selection` that holds what is chosen.
FILTERS: dict[str, Filter] = {one.name: one.metadata["filter"] for one in fields(Selection)}
NOTHING = Selection()


def chosen_filters(selection: Selection) -> dict[str, Filter]:
    """Return the filters of which something is chosen."""
    return {name: one for name, one in FILTERS.items() if getattr(selection, name) != getattr(NOTHING, name)}


def select_funding(lines: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Keep the received lines (see `atlas.funding.received`) of the funder levels that the reader chose."""
    keep = counted_lines(lines, selection)
    return lines if keep.all() else lines[keep]


def counted_lines(lines: pd.DataFrame, selection: Selection) -> Kept:
    """Return which lines `select_funding` keeps."""
    keep = np.ones(len(lines), dtype=bool)
    for name, one in chosen_filters(selection).items():
        if one.keep_lines is not None:
            keep &= one.keep_lines(lines, getattr(selection, name))
    return keep


def kept_by(rows: Rows, name: str, *chosen: Value) -> Kept | None:
    """Return which initiatives one filter keeps; None where it keeps all."""
    keep = FILTERS[name].keep
    return None if keep is None else keep(rows, *chosen)


def matches(rows: Rows, selection: Selection, ask: Callable[..., Kept | None] = kept_by) -> Kept:
    """Return which initiatives a reader has chosen.

    Parameters
    ----------
    rows
        A catalogue, see `atlas.catalogue.Catalogue`.
    ask
        What one filter keeps, see `kept_by`.

    Returns
    -------
    numpy.ndarray
        For each row of its initiatives.

    Raises
    ------
    UnknownChoiceError
        If what is chosen of a closed list, such as the typology, does not stand there.
    """
    keep = np.ones(len(rows.tables.initiatives), dtype=bool)
    for name, one in chosen_filters(selection).items():
        chosen = getattr(selection, name)
        if isinstance(one, One) and chosen not in one.names:
            msg = f"Unknown {one.option} {chosen!r}: choose one of {', '.join(one.names)}."
            raise UnknownChoiceError(msg)
        if (these := ask(rows, name, chosen, *selection.partner(name))) is not None:
            keep &= these
    return keep
