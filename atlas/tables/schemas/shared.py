"""What several tables share: the form of codes, columns, and what cells must be to each other."""

import pandas as pd

from atlas.tables.declaration import Column, Pattern, Reference, Rule
from atlas.vocabulary import CONFIDENCES, Label

_COMMUNE = r"([0-9]{2}|2[AB])[0-9]{3}"

_DEPARTEMENT = r"(0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-8]|98[4-9])"

_REGION = r"(0[1-46]|11|24|27|28|32|44|52|53|75|76|84|93|94)"

_TERRITORY = (
    rf"((commune|bassin_de_vie):{_COMMUNE}|epci:[0-9]{{9}}|departement:{_DEPARTEMENT}|region:{_REGION})"
)

IDENTIFIER = Pattern(
    r"^[a-z0-9_]+$",
    Label("fait de minuscules, de chiffres et de _", "lower-case letters, digits and _"),
)

COMMUNE = Pattern(
    rf"^{_COMMUNE}$",
    Label(
        "les cinq caractères d'un code INSEE de commune, comme 26125 ou 2A004",
        "the five characters of an INSEE commune code, such as 26125 or 2A004",
    ),
)

DEPARTEMENT = Pattern(
    rf"^{_DEPARTEMENT}$",
    Label(
        "un code INSEE de département, comme 01, 2A ou 974",
        "an INSEE département code, such as 01, 2A or 974",
    ),
)

REGION = Pattern(
    rf"^{_REGION}$",
    Label(
        "un code INSEE de région à deux chiffres, comme 84", "an INSEE région code of two digits, such as 84"
    ),
)

COVERAGE = Pattern(
    rf"^{_TERRITORY}(\|{_TERRITORY})*$",
    Label(
        "fait de parties niveau:code jointes par |, comme epci:242600252|departement:26,"
        " où le niveau est commune, bassin_de_vie, epci, departement ou region",
        "level:code parts joined by |, such as epci:242600252|departement:26,"
        " with level one of commune, bassin_de_vie, epci, departement, region",
    ),
)

# Years of people's projects; the oldest fact of the tables is of 1970.
FIRST_YEAR = 1900

LAST_YEAR = 2100


def filled(frame: pd.DataFrame, column: str) -> "pd.Series[bool]":
    """Return in which rows a column has a value."""
    return frame[column].notna()


def in_order(frame: pd.DataFrame, first: str, last: str) -> "pd.Series[bool]":
    """Return in which rows a year does not come before another, as far as both are known."""
    years = frame[[first, last]].apply(pd.to_numeric, errors="coerce")
    backwards: pd.Series[bool] = years[last].lt(years[first])
    return ~backwards


def _address_is_quoted(frame: pd.DataFrame) -> "pd.Series[bool]":
    return pd.Series(
        [
            pd.isna(address) or pd.isna(source) or address in source
            for address, source in zip(frame["source_url"], frame["source"], strict=True)
        ],
        index=frame.index,
        dtype=bool,
    )


ADDRESS_IS_QUOTED = Rule(
    "source_url",
    Label(
        "source_url doit être une adresse que source contient.",
        "source_url must be an address that source holds.",
    ),
    _address_is_quoted,
)

SOURCE = Column(
    name="source",
    title=Label("Source", "Source"),
    description=Label(
        "Où chaque fait de la ligne est dit ; plusieurs sources sont séparées par « ; » entre deux espaces.",
        "Where every fact of the row is stated; several sources are separated by a semicolon between two"
        " spaces.",
    ),
    example="https://biovallee.net/territoires-innovation/",
    filled=True,
)

SOURCE_URL = Column(
    name="source_url",
    kind="url",
    title=Label("Adresse de la source", "Address of the source"),
    description=Label(
        "Première adresse de la source ; vide si la source n'en donne pas.",
        "First address in the source; empty where the source has none.",
    ),
    example="https://biovallee.net/territoires-innovation/",
)

CONFIDENCE = Column(
    name="confidence",
    title=Label("Confiance", "Confidence"),
    description=Label(
        "Si la source le dit ou si la ligne est déduite.",
        "Whether the source states it or the row is inferred.",
    ),
    example="stated",
    choices=CONFIDENCES,
)

CONFIDENCE_TEXT = Column(
    name="confidence_text",
    title=Label("Confiance, mot à mot", "Confidence, verbatim"),
    description=Label(
        "Quelle partie est déduite ou n'a pas été trouvée, si tout n'est pas du même ordre.",
        "Which part is inferred or was not found, where not all of it is alike.",
    ),
    example="stated ; année inferred",
)

NOTE = Column(
    name="note",
    title=Label("Remarque", "Note"),
    description=Label(
        "Doutes, désaccords entre sources, lectures retenues.", "Doubts, disagreements, readings kept."
    ),
    example="régions Auvergne-Rhône-Alpes et Bourgogne-Franche-Comté",
)


def initiative_column(example: str) -> Column:
    """Return the column that names whose row it is."""
    return Column(
        name="initiative_id",
        title=Label("Initiative", "Initiative"),
        description=Label("Identifiant dans initiatives.csv.", "Identifier in initiatives.csv."),
        example=example,
        filled=True,
        reference=Reference("initiatives", "id"),
    )
