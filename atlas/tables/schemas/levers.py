"""The table of what the study's summary says helps, hinders and is to be done."""

from atlas.tables.declaration import Column, Declaration, Pattern
from atlas.tables.schemas.shared import ADDRESS_IS_QUOTED, IDENTIFIER, SOURCE, SOURCE_URL
from atlas.vocabulary import LEVER_ACTORS, LEVER_KINDS, LEVER_TOPICS, Label

ETUDE_LEVIERS = Declaration(
    name="etude_leviers",
    title=Label("Leviers, freins et propositions de l'étude", "Levers, obstacles and proposals of the study"),
    description=Label(
        "Ce que la synthèse publiée de l'étude du Labo de l'ESS dit aider, gêner ou proposer, avec nos mots."
        " L'annexe qui classe toutes les propositions n'a pas pu être lue : la liste est de la synthèse.",
        "What the published summary of the Labo de l'ESS study says helps, hinders or proposes, in our words."
        " The annex that sorts all proposals could not be read: the list is that of the summary.",
    ),
    version="1.0.0",
    key="id",
    columns=(
        Column(
            name="id",
            title=Label("Identifiant", "Identifier"),
            description=Label("Nom de la ligne.", "Name of the row."),
            example="l1",
            filled=True,
            unique=True,
            pattern=IDENTIFIER,
        ),
        Column(
            name="kind",
            title=Label("Genre", "Kind"),
            description=Label("Levier, frein ou proposition.", "Lever, obstacle or proposal."),
            example="lever",
            filled=True,
            choices=LEVER_KINDS,
        ),
        Column(
            name="topic",
            title=Label("Thème", "Topic"),
            description=Label("Ce dont il s'agit.", "What it is about."),
            example="governance",
            filled=True,
            choices=LEVER_TOPICS,
        ),
        Column(
            name="text_fr",
            title=Label("Texte", "Text, in French"),
            description=Label(
                "Ce que dit la synthèse, avec nos mots.", "What the summary says, in our words."
            ),
            example="Apporter des fonds propres, et pas seulement des subventions",
            filled=True,
        ),
        Column(
            name="text_en",
            title=Label("Texte, en anglais", "Text, in English"),
            description=Label("Traduction de text_fr.", "Translation of text_fr."),
            example="Bring equity, and not only grants",
            filled=True,
        ),
        Column(
            name="actors",
            title=Label("Acteurs", "Actors"),
            description=Label(
                f"Qui agit, séparés par « | », parmi : {', '.join(LEVER_ACTORS)} ; vide si la synthèse ne le"
                " dit pas.",
                f"Who acts, separated by a vertical bar, among: {', '.join(LEVER_ACTORS)}; empty where the"
                " summary does not say.",
            ),
            example="local_authorities|residents",
            pattern=Pattern(
                rf"^({'|'.join(LEVER_ACTORS)})(\|({'|'.join(LEVER_ACTORS)}))*$",
                Label("une liste d'acteurs séparés par « | »", "a list of actors separated by |"),
            ),
        ),
        Column(
            name="claim",
            title=Label("Affirmation", "Claim"),
            description=Label(
                "L'affirmation de la page Enseignements qui va avec (`atlas.lessons.CLAIMS`) ; ou vide.",
                "The claim of the page of lessons that goes with it (`atlas.lessons.CLAIMS`); or empty.",
            ),
            example="equity",
            pattern=IDENTIFIER,
        ),
        Column(
            name="shown_at",
            title=Label("Page de l'atlas", "Page of the atlas"),
            description=Label(
                "Page et réglages où l'atlas montre quelque chose qui s'en approche ; vide si c'est la page"
                " de l'affirmation, ou si l'atlas ne montre rien.",
                "Page and settings where the atlas shows something close to it; empty where that is"
                " the claim's page, or where the atlas shows nothing.",
            ),
            example="carte?types=scic",
            pattern=Pattern(
                r"^[a-z]+(\?[\w.,:|&=%-]+)?$",
                Label("une adresse comme carte?types=scic", "an address such as carte?types=scic"),
            ),
        ),
        SOURCE,
        SOURCE_URL,
    ),
    rules=(ADDRESS_IS_QUOTED,),
)
