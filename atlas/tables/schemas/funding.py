"""The table of funding lines."""

from atlas.tables.declaration import Column, Declaration, Rule
from atlas.tables.schemas.shared import (
    ADDRESS_IS_QUOTED,
    CONFIDENCE,
    CONFIDENCE_TEXT,
    FIRST_YEAR,
    IDENTIFIER,
    LAST_YEAR,
    NOTE,
    SOURCE,
    SOURCE_URL,
    filled,
    in_order,
    initiative_column,
)
from atlas.vocabulary import DIRECTIONS, FUNDER_LEVELS, FUNDING_STATUSES, NATURES, PURPOSES, Label

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
        initiative_column("biovallee"),
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
        SOURCE,
        SOURCE_URL,
        CONFIDENCE,
        CONFIDENCE_TEXT,
        NOTE,
    ),
    rules=(
        Rule(
            "year_end",
            Label("year_end ne peut pas précéder year_start.", "year_end must not come before year_start."),
            lambda frame: in_order(frame, "year_start", "year_end"),
        ),
        Rule(
            "not_counted_reason",
            Label(
                "not_counted_reason doit être remplie là où counted est false, et là seulement.",
                "not_counted_reason must be filled where counted is false, and only there.",
            ),
            lambda frame: (
                ~frame["counted"].isin(["true", "false"])
                | frame["counted"].eq("false").eq(filled(frame, "not_counted_reason"))
            ),
        ),
        ADDRESS_IS_QUOTED,
    ),
)
