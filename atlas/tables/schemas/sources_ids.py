"""The table of producers' ids: which row of which list an initiative is, and what was last fetched of it."""

import pandas as pd

from atlas.tables.declaration import Column, Declaration, Rule
from atlas.tables.schemas.shared import IDENTIFIER, filled, initiative_column
from atlas.vocabulary import Label


def _once(frame: pd.DataFrame) -> "pd.Series[bool]":
    return ~frame[["list", "producer_id"]].duplicated()


SOURCES_IDS = Declaration(
    name="sources_ids",
    title=Label("Identifiants des producteurs", "Ids of the producers"),
    description=Label(
        "Quelle ligne de quelle liste de sources.toml est une initiative, et ce que la liste en disait.",
        "Which row of which list of sources.toml an initiative is, and what the list said of it.",
    ),
    version="1.0.0",
    columns=(
        Column(
            name="list",
            title=Label("Liste", "List"),
            description=Label("Liste de sources.toml.", "List of sources.toml."),
            example="pat",
            filled=True,
            pattern=IDENTIFIER,
        ),
        Column(
            name="producer_id",
            title=Label("Identifiant chez le producteur", "The producer's id"),
            description=Label(
                "Identifiant de la ligne dans la liste ; plusieurs peuvent être une même initiative.",
                "Id of the row in the list; several may be one initiative.",
            ),
            example="1263",
            filled=True,
        ),
        initiative_column("pat_grand_bourg_agglomeration"),
        Column(
            name="edition",
            title=Label("Édition", "Edition"),
            description=Label(
                "Date de la dernière édition qui contient la ligne.",
                "Date of the last edition that holds the row.",
            ),
            example="2025-07-10",
        ),
        Column(
            name="until",
            title=Label("Sortie de la liste", "Out of the list"),
            description=Label(
                "Date de la première édition qui ne contient plus la ligne.",
                "Date of the first edition that holds the row no more.",
            ),
            example="2026-01-15",
        ),
        Column(
            name="fetched",
            title=Label("Dernières valeurs lues", "Values last fetched"),
            description=Label(
                "Colonne de initiatives.csv et valeur, en JSON ; une longue valeur par son empreinte. Une"
                " cellule qui en diffère a été corrigée à la main.",
                "Column of initiatives.csv and value, as JSON; a long value by its hash. A cell that"
                " differs from it was corrected by hand.",
            ),
            example='{"name": "PAT du Bassin de Bourg-en-Bresse"}',
        ),
    ),
    rules=(
        Rule(
            "producer_id",
            Label(
                "producer_id ne peut être qu'une fois dans une liste.",
                "producer_id may stand once only in a list.",
            ),
            _once,
        ),
        Rule(
            "until",
            Label("until suit edition : remplissez edition.", "until follows edition: fill edition."),
            lambda frame: ~filled(frame, "until") | filled(frame, "edition"),
        ),
    ),
)
