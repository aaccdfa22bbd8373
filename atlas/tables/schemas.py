"""The curated tables, declared.

Where a column speaks for a text that stands beside it (`scale` for `scale_text`), the code was chosen row by
row by a person: the file holds it, and no rule of this package makes it.
"""

import pandas as pd

from atlas.tables.declaration import Column
from atlas.tables.declaration import Declaration
from atlas.tables.declaration import Pattern
from atlas.tables.declaration import Reference
from atlas.tables.declaration import Rule
from atlas.vocabulary import COMPLETENESS_CLASSES
from atlas.vocabulary import CONFIDENCES
from atlas.vocabulary import DECLARED_SETTINGS
from atlas.vocabulary import DIRECTIONS
from atlas.vocabulary import FACT_FIELDS
from atlas.vocabulary import FUNDER_LEVELS
from atlas.vocabulary import FUNDING_STATUSES
from atlas.vocabulary import INITIATORS
from atlas.vocabulary import NATURES
from atlas.vocabulary import PURPOSES
from atlas.vocabulary import SCALES
from atlas.vocabulary import SEAT_CONFIDENCES
from atlas.vocabulary import STUDY_TYPES
from atlas.vocabulary import Label

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


def _filled(frame: pd.DataFrame, column: str) -> "pd.Series[bool]":
    return frame[column].notna()


def _in_order(frame: pd.DataFrame, first: str, last: str) -> "pd.Series[bool]":
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


def _departement_of_seat(frame: pd.DataFrame) -> "pd.Series[bool]":
    seat = frame["seat_commune"].astype("string")
    of_seat = seat.str.slice(0, 2).mask(seat.str.match("9[78]"), seat.str.slice(0, 3))
    return of_seat.eq(frame["departement"].astype("string")).fillna(value=True).astype(bool)


_ADDRESS_IS_QUOTED = Rule(
    "source_url",
    Label(
        "source_url doit être une adresse que source contient.",
        "source_url must be an address that source holds.",
    ),
    _address_is_quoted,
)

_SOURCE = Column(
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
_SOURCE_URL = Column(
    name="source_url",
    kind="url",
    title=Label("Adresse de la source", "Address of the source"),
    description=Label(
        "Première adresse de la source ; vide si la source n'en donne pas.",
        "First address in the source; empty where the source has none.",
    ),
    example="https://biovallee.net/territoires-innovation/",
)
_CONFIDENCE = Column(
    name="confidence",
    title=Label("Confiance", "Confidence"),
    description=Label(
        "Si la source le dit ou si la ligne est déduite.",
        "Whether the source states it or the row is inferred.",
    ),
    example="stated",
    choices=CONFIDENCES,
)
_CONFIDENCE_TEXT = Column(
    name="confidence_text",
    title=Label("Confiance, mot à mot", "Confidence, verbatim"),
    description=Label(
        "Quelle partie est déduite ou n'a pas été trouvée, si tout n'est pas du même ordre.",
        "Which part is inferred or was not found, where not all of it is alike.",
    ),
    example="stated ; année inferred",
)
_NOTE = Column(
    name="note",
    title=Label("Remarque", "Note"),
    description=Label(
        "Doutes, désaccords entre sources, lectures retenues.", "Doubts, disagreements, readings kept."
    ),
    example="régions Auvergne-Rhône-Alpes et Bourgogne-Franche-Comté",
)

INITIATIVES = Declaration(
    name="initiatives",
    title=Label("Initiatives", "Initiatives"),
    description=Label(
        "Dynamiques collectives de transition : une ligne par initiative, sa place et ses sources. Une"
        " cellule vide"
        " veut dire « non connu ».",
        "Collective dynamics of transition: one row per initiative, its place and its sources. An empty"
        " cell means"
        " “not known”.",
    ),
    version="1.0.0",
    key="id",
    columns=(
        Column(
            name="id",
            title=Label("Identifiant", "Identifier"),
            description=Label("Nom stable de l'initiative.", "Stable name of the initiative."),
            example="figeacteurs",
            filled=True,
            unique=True,
            pattern=IDENTIFIER,
        ),
        Column(
            name="name",
            title=Label("Nom", "Name"),
            description=Label("Nom d'usage.", "Name in use."),
            example="PTCE Figeacteurs",
            filled=True,
        ),
        Column(
            name="type",
            title=Label("Type", "Type"),
            description=Label(
                "Type d'initiative, code de types.csv.", "Type of initiative, a code of types.csv."
            ),
            example="ptce",
            filled=True,
            reference=Reference("types", "type"),
        ),
        Column(
            name="seat_commune",
            title=Label("Commune du siège", "Seat commune"),
            description=Label(
                "Code INSEE de la commune du siège ou du point de référence ; vide si la commune n'est"
                " pas connue.",
                "INSEE code of the commune of the seat or point of reference; empty where it is not known.",
            ),
            example="46102",
            pattern=COMMUNE,
        ),
        Column(
            name="seat_confidence",
            title=Label("Confiance du siège", "Confidence of the seat"),
            description=Label(
                "Si la source nomme cette commune pour cette initiative, ou si c'est un point de"
                " référence déduit.",
                "Whether the source names this commune for this initiative, or it is an inferred"
                " reference point.",
            ),
            example="stated",
            choices=SEAT_CONFIDENCES,
        ),
        Column(
            name="seat_basis",
            title=Label("Choix du siège", "Basis of the seat"),
            description=Label("Pourquoi cette commune.", "Why this commune."),
            example="siège de l’association",
        ),
        Column(
            name="departement",
            title=Label("Département", "Département"),
            description=Label(
                "Code INSEE du département du siège, ou de l'initiative si la commune n'est pas connue.",
                "INSEE code of the département of the seat, or of the initiative where the commune is"
                " not known.",
            ),
            example="46",
            pattern=DEPARTEMENT,
        ),
        Column(
            name="region",
            title=Label("Région", "Région"),
            description=Label(
                "Code INSEE de la région du siège, ou de l'initiative si le département n'est pas connu.",
                "INSEE code of the région of the seat, or of the initiative where the département is not"
                " known.",
            ),
            example="76",
            pattern=REGION,
        ),
        Column(
            name="lon",
            kind="number",
            title=Label("Longitude", "Longitude"),
            description=Label(
                "Longitude en degrés (WGS 84), seulement si une source la donne.",
                "Longitude in degrees (WGS 84), only where a source gives it.",
            ),
            example="2.0334",
            minimum=-180,
            maximum=180,
        ),
        Column(
            name="lat",
            kind="number",
            title=Label("Latitude", "Latitude"),
            description=Label(
                "Latitude en degrés (WGS 84), seulement si une source la donne.",
                "Latitude in degrees (WGS 84), only where a source gives it.",
            ),
            example="44.6085",
            minimum=-90,
            maximum=90,
        ),
        Column(
            name="coverage",
            title=Label("Territoire couvert", "Coverage"),
            description=Label(
                "Territoires couverts, niveau:code, séparés par |.",
                "Territories covered, level:code, joined by |.",
            ),
            example="epci:242600252|epci:200040509|epci:242600534",
            pattern=COVERAGE,
        ),
        Column(
            name="scale",
            title=Label("Échelle", "Scale"),
            description=Label(
                "Échelle à laquelle l'initiative dit agir, lue dans scale_text.",
                "Scale at which the initiative says it works, read from scale_text.",
            ),
            example="bassin_de_vie",
            filled=True,
            choices=SCALES,
        ),
        Column(
            name="scale_text",
            title=Label("Échelle, mot à mot", "Scale, verbatim"),
            description=Label("L'échelle telle qu'elle a été relevée.", "The scale as it was written down."),
            example="pays / PETR",
        ),
        Column(
            name="territory",
            title=Label("Territoire, mot à mot", "Territory, verbatim"),
            description=Label(
                "Le territoire tel qu'il a été relevé, parties séparées par « | ».",
                "The territory as it was written down, parts separated by “|”.",
            ),
            example="CA du Pays de Grasse",
        ),
        Column(
            name="setting_declared",
            title=Label("Cadre déclaré", "Declared setting"),
            description=Label(
                "Cadre (rural, péri-urbain, urbain, mixte) selon les sources ; le cadre calculé est à part.",
                "Setting (rural, peri-urban, urban, mixed) by the sources; the computed one stands apart.",
            ),
            example="rural",
            choices=DECLARED_SETTINGS,
        ),
        Column(
            name="start_year",
            kind="year",
            title=Label("Année de début", "Start year"),
            description=Label(
                "Année dont start_year_meaning dit le sens : un label n'est pas une création.",
                "Year whose meaning start_year_meaning gives: a label is not a creation.",
            ),
            example="2015",
            minimum=FIRST_YEAR,
            maximum=LAST_YEAR,
        ),
        Column(
            name="start_year_text",
            title=Label("Début, mot à mot", "Start, verbatim"),
            description=Label(
                "Le début tel que la source le dit, quand ce n'est pas une année.",
                "The start in the words of the source, where they are not a year.",
            ),
            example="années 1980",
        ),
        Column(
            name="start_year_meaning",
            title=Label("Sens de l'année", "Meaning of the year"),
            description=Label(
                "Ce qui a commencé : label, lancement, annonce…", "What began: label, launch, announcement…"
            ),
            example="habilitation (1re loi, arrêté du 24 novembre 2016)",
        ),
        Column(
            name="end_year",
            kind="year",
            title=Label("Année de fin", "End year"),
            description=Label(
                "Année d'arrêt, de fermeture ou de fusion, si une source la donne ; la fin d'un label"
                " n'en est pas une.",
                "Year of stop, closure or merger, where a source gives it; the end of a label is none.",
            ),
            example="2022",
            minimum=FIRST_YEAR,
            maximum=LAST_YEAR,
        ),
        Column(
            name="status",
            title=Label("État, mot à mot", "Status, verbatim"),
            description=Label("État à la date de la source.", "Status at the date of the source."),
            example="lauréat",
        ),
        Column(
            name="initiator",
            title=Label("À l'initiative", "Initiator"),
            description=Label(
                "Qui a lancé l'initiative, lu dans initiator_text : le premier nommé ; « mixte » si"
                " plusieurs le sont"
                " ensemble (« et »), pas s'ils se suivent (« puis ») ou appuient (« avec »).",
                "Who started it, read from initiator_text: the first one named; “mixte” where several"
                " stand together"
                " (“et”), not where they follow (“puis”) or support (“avec”).",
            ),
            example="societe_civile",
            choices=INITIATORS,
        ),
        Column(
            name="initiator_text",
            title=Label("À l'initiative, mot à mot", "Initiator, verbatim"),
            description=Label(
                "Qui a lancé l'initiative, tel que relevé.", "Who started it, as written down."
            ),
            example="société civile (association)",
        ),
        Column(
            name="legal_forms",
            title=Label("Formes juridiques", "Legal forms"),
            description=Label("Formes juridiques, séparées par |.", "Legal forms, joined by |."),
            example="association|communautés de communes",
        ),
        Column(
            name="ess_link",
            title=Label("Lien avec l'ESS", "Link with the social and solidarity economy"),
            description=Label(
                "Lien avec l'économie sociale et solidaire.", "Link with the social and solidarity economy."
            ),
            example="ESS",
        ),
        Column(
            name="stage",
            title=Label("Stade", "Stage"),
            description=Label("Maturité ou labels, mot à mot.", "Maturity or labels, verbatim."),
            example="transition systémique",
        ),
        Column(
            name="study_status",
            title=Label("Place dans l'étude", "Place in the study"),
            description=Label(
                "Rempli pour les cas de l'étude du Labo de l'ESS seulement : comment on le sait.",
                "Filled only for the cases of the Labo de l'ESS study: how this is known.",
            ),
            example="nommée par le document de départ",
        ),
        Column(
            name="url",
            kind="url",
            title=Label("Site", "Website"),
            description=Label("Site de l'initiative.", "Website of the initiative."),
            example="https://ptce-pvm.fr/",
        ),
        _SOURCE,
        _SOURCE_URL,
        _CONFIDENCE,
        _NOTE,
    ),
    rules=(
        Rule(
            "seat_confidence",
            Label(
                "seat_confidence parle d'un siège : remplissez seat_commune ou laissez-la vide.",
                "seat_confidence speaks of a seat: fill seat_commune or leave it empty.",
            ),
            lambda frame: ~_filled(frame, "seat_confidence") | _filled(frame, "seat_commune"),
        ),
        Rule(
            "departement",
            Label(
                "departement doit être celui de seat_commune.", "departement must be the one of seat_commune."
            ),
            _departement_of_seat,
        ),
        Rule(
            "lat",
            Label(
                "lon et lat vont ensemble : remplissez les deux ou aucune.",
                "lon and lat go together: fill both or neither.",
            ),
            lambda frame: _filled(frame, "lon").eq(_filled(frame, "lat")),
        ),
        Rule(
            "end_year",
            Label("end_year ne peut pas précéder start_year.", "end_year must not come before start_year."),
            lambda frame: _in_order(frame, "start_year", "end_year"),
        ),
        _ADDRESS_IS_QUOTED,
    ),
)

FUNDING = Declaration(
    name="funding",
    title=Label("Financements", "Funding"),
    description=Label(
        "Lignes de financement des initiatives. Un montant vide n'est pas zéro : il n'est pas connu."
        " Seules les lignes"
        " de même sens et comptées (counted) s'additionnent.",
        "Funding lines of the initiatives. An empty amount is not zero: it is not known. Only lines of"
        " one direction"
        " that are counted may be added up.",
    ),
    version="1.0.0",
    key="line_id",
    columns=(
        Column(
            name="initiative_id",
            title=Label("Initiative", "Initiative"),
            description=Label("Identifiant dans initiatives.csv.", "Identifier in initiatives.csv."),
            example="biovallee",
            filled=True,
            reference=Reference("initiatives", "id"),
        ),
        Column(
            name="line_id",
            title=Label("Ligne", "Line"),
            description=Label("Nom stable de la ligne.", "Stable name of the line."),
            example="biovallee_01",
            filled=True,
            unique=True,
            pattern=IDENTIFIER,
        ),
        Column(
            name="funder",
            title=Label("Financeur, mot à mot", "Funder, verbatim"),
            description=Label("Qui paie, tel que relevé.", "Who pays, as written down."),
            example="Région Rhône-Alpes",
            filled=True,
        ),
        Column(
            name="funder_level",
            title=Label("Niveau du financeur", "Level of the funder"),
            description=Label(
                "Niveau lu dans funder ; « mixte » si plusieurs sont nommés ou tous ensemble, « unknown"
                " » si le texte"
                " ne le dit pas.",
                "Level read from funder; “mixte” where several are named or all together, “unknown”"
                " where the text"
                " does not say.",
            ),
            example="region",
            filled=True,
            choices=FUNDER_LEVELS,
        ),
        Column(
            name="programme",
            title=Label("Programme", "Programme"),
            description=Label(
                "Programme, appel ou objet, mot à mot.", "Programme, call or object, verbatim."
            ),
            example="Territoires d’innovation (PIA 3)",
        ),
        Column(
            name="amount_eur",
            kind="number",
            title=Label("Montant (€)", "Amount (€)"),
            description=Label("Montant en euros ; vide si inconnu.", "Amount in euros; empty where unknown."),
            example="18500000",
            minimum=0,
        ),
        Column(
            name="amount_text",
            title=Label("Montant, mot à mot", "Amount, verbatim"),
            description=Label(
                "Le montant tel que la source l'écrit (fourchettes, plafonds).",
                "The amount as the source writes it (ranges, ceilings).",
            ),
            example="16 à 18 M€",
        ),
        Column(
            name="amount_status",
            title=Label("État du montant, mot à mot", "Status of the amount, verbatim"),
            description=Label("État du montant tel que relevé.", "Status of the amount as written down."),
            example="annoncé (plafond)",
        ),
        Column(
            name="status",
            title=Label("État du montant", "Status of the amount"),
            description=Label("État lu dans amount_status.", "Status read from amount_status."),
            example="ceiling",
            filled=True,
            choices=FUNDING_STATUSES,
        ),
        Column(
            name="year_start",
            kind="year",
            title=Label("Première année", "First year"),
            description=Label(
                "Première année lue dans years_text, qui garde les « environ ».",
                "First year read from years_text, which keeps any “about”.",
            ),
            example="2019",
            minimum=FIRST_YEAR,
            maximum=LAST_YEAR,
        ),
        Column(
            name="year_end",
            kind="year",
            title=Label("Dernière année", "Last year"),
            description=Label(
                "Dernière année lue dans years_text ; vide si la fin n'est pas dite.",
                "Last year read from years_text; empty where the end is not stated.",
            ),
            example="2021",
            minimum=FIRST_YEAR,
            maximum=LAST_YEAR,
        ),
        Column(
            name="years_text",
            title=Label("Années, mot à mot", "Years, verbatim"),
            description=Label("Les années telles que relevées.", "The years as written down."),
            example="2019-",
        ),
        Column(
            name="nature",
            title=Label("Nature", "Kind of money"),
            description=Label("Nature lue dans nature_text.", "Kind of money read from nature_text."),
            example="subvention",
            filled=True,
            choices=NATURES,
        ),
        Column(
            name="nature_text",
            title=Label("Nature, mot à mot", "Kind of money, verbatim"),
            description=Label("La nature telle que relevée.", "The kind of money as written down."),
            example="investissement en fonds propres (plafond)",
        ),
        Column(
            name="purpose",
            title=Label("Usage", "Purpose"),
            description=Label(
                "À quoi sert l'argent, lu dans nature_text, programme et note ; « unknown » si rien ne"
                " le dit.",
                "What the money is for, read from nature_text, programme and note; “unknown” where"
                " nothing says so.",
            ),
            example="structure",
            filled=True,
            choices=PURPOSES,
        ),
        Column(
            name="direction",
            title=Label("Sens", "Direction"),
            description=Label(
                "Reçu, redistribué ou généré : on n'additionne pas deux sens.",
                "Received, redistributed or generated: two directions are never added.",
            ),
            example="received",
            filled=True,
            choices=DIRECTIONS,
        ),
        Column(
            name="counted",
            kind="boolean",
            title=Label("Compté", "Counted"),
            description=Label(
                "Si la ligne entre dans les totaux de son sens.",
                "Whether the line enters the totals of its direction.",
            ),
            example="true",
            filled=True,
        ),
        Column(
            name="not_counted_reason",
            title=Label("Raison de ne pas compter", "Reason not to count"),
            description=Label(
                "Pourquoi la ligne n'entre pas dans les totaux : part d'une autre ligne, demande, plafond…",
                "Why the line stays out of totals: part of another line, request, ceiling…",
            ),
            example="part de la ligne 05",
        ),
        _SOURCE,
        _SOURCE_URL,
        _CONFIDENCE,
        _CONFIDENCE_TEXT,
        _NOTE,
    ),
    rules=(
        Rule(
            "year_end",
            Label("year_end ne peut pas précéder year_start.", "year_end must not come before year_start."),
            lambda frame: _in_order(frame, "year_start", "year_end"),
        ),
        Rule(
            "not_counted_reason",
            Label(
                "not_counted_reason doit être remplie là où counted est false, et là seulement.",
                "not_counted_reason must be filled where counted is false, and only there.",
            ),
            lambda frame: (
                ~frame["counted"].isin(["true", "false"])
                | frame["counted"].eq("false").eq(_filled(frame, "not_counted_reason"))
            ),
        ),
        _ADDRESS_IS_QUOTED,
    ),
)

TYPES = Declaration(
    name="types",
    title=Label("Types d'initiatives", "Types of initiatives"),
    description=Label(
        "Liste fermée des types, avec ce que l'on sait de la complétude de chaque liste.",
        "Closed list of the types, with what is known of the completeness of each list.",
    ),
    version="1.0.0",
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
            name="n_main",
            kind="integer",
            title=Label("Situées", "Located"),
            description=Label(
                "Initiatives situées par commune, hors cas de l'étude.",
                "Initiatives located by commune, without the cases of the study.",
            ),
            example="74",
            filled=True,
            minimum=0,
        ),
        Column(
            name="n_no_commune",
            kind="integer",
            title=Label("Sans commune", "Without commune"),
            description=Label(
                "Initiatives dont la commune n'est pas connue.", "Initiatives whose commune is not known."
            ),
            example="2",
            filled=True,
            minimum=0,
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
            name="completeness_class",
            title=Label("Complétude", "Completeness"),
            description=Label(
                "Une absence ne se lit que pour les listes complètes ou presque.",
                "An absence can be read only from complete or nearly complete lists.",
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

STUDY_FACTS = Declaration(
    name="study_facts",
    title=Label("Faits de l'étude", "Facts of the study"),
    description=Label(
        "Un fait par ligne sur les cas de l'étude du Labo de l'ESS, chacun avec sa source.",
        "One fact per row on the cases of the Labo de l'ESS study, each with its source.",
    ),
    version="1.0.0",
    columns=(
        Column(
            name="initiative_id",
            title=Label("Initiative", "Initiative"),
            description=Label("Identifiant dans initiatives.csv.", "Identifier in initiatives.csv."),
            example="eusko",
            filled=True,
            reference=Reference("initiatives", "id"),
        ),
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
        _SOURCE,
        _SOURCE_URL,
        _CONFIDENCE,
        _CONFIDENCE_TEXT,
    ),
    rules=(_ADDRESS_IS_QUOTED,),
)

DECLARATIONS: dict[str, Declaration] = {
    declaration.name: declaration for declaration in (INITIATIVES, FUNDING, TYPES, STUDY_FACTS)
}
