"""The table of initiatives."""

import pandas as pd

from atlas.tables.declaration import Column, Declaration, Reference, Rule
from atlas.tables.schemas.shared import (
    ADDRESS_IS_QUOTED,
    COMMUNE,
    CONFIDENCE,
    COVERAGE,
    DEPARTEMENT,
    FIRST_YEAR,
    IDENTIFIER,
    LAST_YEAR,
    NOTE,
    REGION,
    SOURCE,
    SOURCE_URL,
    filled,
    in_order,
)
from atlas.vocabulary import (
    COOPERATION_CRITERIA,
    COOPERATIONS,
    DECLARED_SETTINGS,
    INACTIVE,
    INITIATORS,
    SCALES,
    SEAT_CONFIDENCES,
    Label,
)


def _departement_of_seat(frame: pd.DataFrame) -> "pd.Series[bool]":
    seat = frame["seat_commune"].astype("string")
    of_seat = seat.str.slice(0, 2).mask(seat.str.match("9[78]"), seat.str.slice(0, 3))
    return of_seat.eq(frame["departement"].astype("string")).fillna(value=True).astype(bool)


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
    version="1.1.0",
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
                "Territoires couverts, niveau:code, séparés par | ; les communes de perimeters.csv en"
                " tiennent lieu si elles y sont.",
                "Territories covered, level:code, joined by |; the communes of perimeters.csv stand for them"
                " where there are any.",
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
            name="inactive",
            title=Label("Pas en activité", "Not active"),
            description=Label(
                "Pourquoi l'initiative n'est pas comptée parmi les connues en activité, lu dans status et"
                " end_year ; vide si rien ne dit qu'elle n'existe pas.",
                "Why the initiative is not counted among the known and active, read from status and"
                " end_year; empty where nothing says that it does not exist.",
            ),
            example="planned",
            choices=INACTIVE,
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
            name="finalite",
            title=COOPERATION_CRITERIA["finalite"],
            description=Label(
                "Selon la typologie du Labo de l'ESS, seulement si une source de l'initiative la dit.",
                "By the typology of the Labo de l'ESS, only where a source of the initiative says it.",
            ),
            example="systemique",
            choices=COOPERATIONS["finalite"],
        ),
        Column(
            name="modele_economique",
            title=COOPERATION_CRITERIA["modele_economique"],
            description=Label(
                "De même ; marchande veut dire fondée sur une activité marchande.",
                "Likewise; market means based on a market activity.",
            ),
            example="hybride",
            choices=COOPERATIONS["modele_economique"],
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
        SOURCE,
        SOURCE_URL,
        CONFIDENCE,
        NOTE,
    ),
    rules=(
        Rule(
            "seat_confidence",
            Label(
                "seat_confidence parle d'un siège : remplissez seat_commune ou laissez-la vide.",
                "seat_confidence speaks of a seat: fill seat_commune or leave it empty.",
            ),
            lambda frame: ~filled(frame, "seat_confidence") | filled(frame, "seat_commune"),
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
            lambda frame: filled(frame, "lon").eq(filled(frame, "lat")),
        ),
        Rule(
            "end_year",
            Label("end_year ne peut pas précéder start_year.", "end_year must not come before start_year."),
            lambda frame: in_order(frame, "start_year", "end_year"),
        ),
        Rule(
            "inactive",
            Label(
                "inactive doit être ended là où end_year est remplie.",
                "inactive must be ended where end_year is filled.",
            ),
            lambda frame: ~filled(frame, "end_year") | frame["inactive"].eq("ended"),
        ),
        ADDRESS_IS_QUOTED,
    ),
)
