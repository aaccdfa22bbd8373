"""The table of what the study says of its own cases."""

from atlas.tables.declaration import Column, Declaration
from atlas.tables.schemas.shared import (
    ADDRESS_IS_QUOTED,
    CONFIDENCE,
    CONFIDENCE_TEXT,
    SOURCE,
    SOURCE_URL,
    initiative_column,
)
from atlas.vocabulary import FACT_FIELDS, Label

STUDY_FACTS = Declaration(
    name="study_facts",
    title=Label("Faits de l'étude", "Facts of the study"),
    description=Label(
        "Un fait par ligne sur les cas de l'étude du Labo de l'ESS, chacun avec sa source.",
        "One fact per row on the cases of the Labo de l'ESS study, each with its source.",
    ),
    version="1.0.0",
    columns=(
        initiative_column("eusko"),
        Column(
            name="field",
            title=Label("Objet", "Field"),
            description=Label("Ce dont parle le fait.", "What the fact speaks of."),
            example="members_figures",
            filled=True,
            choices=FACT_FIELDS,
        ),
        Column(
            name="value",
            title=Label("Fait", "Fact"),
            description=Label("Le fait, mot à mot.", "The fact, verbatim."),
            example="association loi 1901 (Euskal Moneta)",
            filled=True,
        ),
        SOURCE,
        SOURCE_URL,
        CONFIDENCE,
        CONFIDENCE_TEXT,
    ),
    rules=(ADDRESS_IS_QUOTED,),
)
