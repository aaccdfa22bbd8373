"""The table of types, with what is known of the completeness of each list."""

from atlas.tables.declaration import Column, Declaration, Pattern
from atlas.tables.schemas.shared import IDENTIFIER
from atlas.vocabulary import COMPLETENESS_CLASSES, COOPERATIONS, STUDY_TYPES, Label

TYPES = Declaration(
    name="types",
    title=Label("Types d'initiatives", "Types of initiatives"),
    description=Label(
        "Liste fermée des types, avec ce que l'on sait de la complétude de chaque liste.",
        "Closed list of the types, with what is known of the completeness of each list.",
    ),
    version="2.0.0",
    key="type",
    columns=(
        Column(
            name="type",
            title=Label("Code", "Code"),
            description=Label("Code du type.", "Code of the type."),
            example="tzcld",
            filled=True,
            unique=True,
            pattern=IDENTIFIER,
        ),
        Column(
            name="label_fr",
            title=Label("Nom français", "French name"),
            description=Label("Nom français du type.", "French name of the type."),
            example="Pôle de compétitivité",
            filled=True,
        ),
        Column(
            name="label_en",
            title=Label("Nom anglais", "English name"),
            description=Label("Nom anglais du type.", "English name of the type."),
            example="Complementary local currency",
            filled=True,
        ),
        Column(
            name="study_type",
            title=Label("Origine du type", "Origin of the type"),
            description=Label(
                "Si les sources de l'étude nomment ce type.",
                "Whether the sources of the study name this type.",
            ),
            example="named",
            filled=True,
            choices=STUDY_TYPES,
        ),
        Column(
            name="reference",
            title=Label("Référence à un modèle", "Reference to a model"),
            description=Label(
                "Selon la typologie du Labo de l'ESS : un programme à label, et tout type que la source cite,"
                " suit un modèle ; vide si le type ne le dit pas.",
                "By the typology of the Labo de l'ESS: a labelled programme, and each type that the source"
                " names, follows a model; empty where the type does not say.",
            ),
            example="modelisee",
            choices=COOPERATIONS["reference"],
        ),
        Column(
            name="known_count",
            kind="integer",
            title=Label("Total connu", "Known total"),
            description=Label(
                "Combien il en existe selon une source ; vide si aucune ne le dit.",
                "How many exist according to a source; empty where none says.",
            ),
            example="87",
            minimum=0,
        ),
        Column(
            name="known_date",
            title=Label("Date du total", "Date of the total"),
            description=Label(
                "Date du total connu : année, année et mois, ou jour ; vide si la source n'en dit rien.",
                "Date of the known total: year, year and month, or day; empty where the source does not say.",
            ),
            example="2025-07-10",
            pattern=Pattern(
                r"^[0-9]{4}(-[0-9]{2}){0,2}$",
                Label(
                    "une date comme 2025, 2025-07 ou 2025-07-10", "a date such as 2025, 2025-07 or 2025-07-10"
                ),
            ),
        ),
        Column(
            name="completeness_class",
            title=Label("Complétude", "Completeness"),
            description=Label(
                "Une absence ne vaut zéro que pour une liste complète.",
                "An absence is a zero only where the list is complete.",
            ),
            example="strong",
            filled=True,
            choices=COMPLETENESS_CLASSES,
        ),
        Column(
            name="known_total",
            title=Label("Total connu, mot à mot", "Known total, in French"),
            description=Label(
                "Le total tel que les sources le disent.", "The total as the sources state it."
            ),
            example="24 lauréats",
            filled=True,
        ),
        Column(
            name="known_total_en",
            title=Label("Total connu, en anglais", "Known total, in English"),
            description=Label("Traduction de known_total.", "Translation of known_total."),
            example="24 winners",
            filled=True,
        ),
        Column(
            name="completeness",
            title=Label("Complétude en une phrase", "Completeness in a sentence, in French"),
            description=Label(
                "Ce qui est dans la liste et ce qui manque.", "What is on the list and what is missing."
            ),
            example="complète pour ce programme",
            filled=True,
        ),
        Column(
            name="completeness_en",
            title=Label("Complétude en une phrase, en anglais", "Completeness in a sentence"),
            description=Label("Traduction de completeness.", "Translation of completeness."),
            example="full for this programme",
            filled=True,
        ),
        Column(
            name="bias",
            title=Label("Biais", "Bias, in French"),
            description=Label(
                "Ce qui est plus lu que le reste ; vide si rien n'est connu.",
                "What is read more than the rest; empty where nothing is known.",
            ),
            example="les grandes villes sont sur-représentées",
        ),
        Column(
            name="bias_en",
            title=Label("Biais, en anglais", "Bias"),
            description=Label("Traduction de bias.", "Translation of bias."),
            example="large towns are over-represented",
        ),
        Column(
            name="gap_map_use",
            title=Label("Usage pour les territoires blancs", "Use for gap maps, in French"),
            description=Label(
                "Si une absence se lit comme un vide.", "Whether an absence can be read as a gap."
            ),
            example="utilisable avec réserve",
            filled=True,
        ),
        Column(
            name="gap_map_use_en",
            title=Label("Usage pour les territoires blancs, en anglais", "Use for gap maps"),
            description=Label("Traduction de gap_map_use.", "Translation of gap_map_use."),
            example="usable with care",
            filled=True,
        ),
    ),
)
