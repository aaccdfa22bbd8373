"""Sentences of the page that sets the study beside the atlas: the board, the levers, and where each leads."""

from atlas.vocabulary import Label
from atlas.words.texts.lessons import claims, figures

_PAGE: dict[str, Label] = {
    "page_lessons": Label("Enseignements", "Lessons"),
    "lessons_intro": Label(
        "Neuf affirmations de l'étude du Labo de l'ESS, chacune à côté de ce que les tables de l'atlas en disent aujourd'hui.",
        "Nine claims of the Labo de l'ESS study, each beside what the atlas's tables say of it today.",
    ),
    "lessons_source": Label(
        "Affirmations résumées avec nos mots, d'après : Labo de l'ESS, « Dynamiques collectives de transitions dans les territoires », 2020 (https://lelabo-ess.org/dynamiques-collectives-de-transitions-dans-les-territoires-2) ; synthèse de l'Avise, 15 septembre 2020 (https://avise.org/actualites/quelles-dynamiques-collectives-pour-transformer-les-territoires). Chiffres : tables de l'atlas, sources et lacunes à la page Sources et méthodes.",
        "Claims restated in our words, after: Labo de l'ESS, “Dynamiques collectives de transitions dans les territoires”, 2020 (https://lelabo-ess.org/dynamiques-collectives-de-transitions-dans-les-territoires-2); summary by Avise, 15 September 2020 (https://avise.org/actualites/quelles-dynamiques-collectives-pour-transformer-les-territoires). Figures: the atlas's tables, sources and gaps on the page Sources and methods.",
    ),
    "lessons_counts": Label(
        "Sur neuf : soutenues par les tables, {supports} ; contredites, {contradicts} ; non tranchées, {cannot_say}.",
        "Of nine: supported by the tables, {supports}; contradicted, {contradicts}; not settled, {cannot_say}.",
    ),
    "lessons_none": Label(
        "Les tables d'aujourd'hui ne tranchent aucune des neuf affirmations ; chacune dit ce qui lui manque.",
        "Today's tables settle none of the nine claims; each says what it lacks.",
    ),
    "lessons_marks": Label(
        "Le trait de chaque barre est ce à quoi le chiffre se compare : la moitié, l'autre groupe ou le hasard. En gris, l'inconnu.",
        "The line across each bar is what the figure stands against: one half, the other group or chance. In grey, the unknown.",
    ),
    "lessons_wait": Label("Les tables sont interrogées…", "The tables are being asked…"),
    "lessons_behind": Label("Chiffres, règle, ce qui trancherait", "Figures, rule, what would settle it"),
    "lessons_seen": Label("Ce que disent les tables", "What the tables say"),
    "lessons_known": Label("Listes", "Lists"),
    "levers": Label(
        "Ce qui aide, ce qui gêne, ce que l'étude propose",
        "What helps, what hinders, what the study proposes",
    ),
    "levers_intro": Label(
        "D'après la synthèse publiée de l'étude, avec nos mots ; l'annexe qui classe toutes les propositions n'a pas pu être lue. Chaque lien mène à ce que l'atlas montre de plus proche, sans rien prouver.",
        "After the study's published summary, in our words; the annex that sorts all proposals could not be read. Each link leads to the closest that the atlas shows, which proves nothing.",
    ),
    "levers_by": Label("Ranger par", "Sort by"),
    "levers_by_topic": Label("Par thème", "By topic"),
    "levers_by_actor": Label("Par acteur", "By actor"),
    "levers_nobody": Label("Acteur non précisé", "Actor not stated"),
    "levers_claim": Label("affirmation {n}", "claim {n}"),
    "levers_nothing": Label("l'atlas n'en montre rien", "the atlas shows nothing of it"),
    "lessons_own": Label("Compter aussi vos données", "Count your own data as well"),
    "lessons_rule": Label("Règle du verdict", "Rule of the verdict"),
    "lessons_missing": Label("Ce qui trancherait", "What would settle it"),
    "lessons_turn": Label(
        "Ce qui changerait le verdict",
        "What would change the verdict",
    ),
    "lessons_table": Label("Tous les chiffres", "All figures"),
    "lessons_claim": Label("Affirmation", "Claim"),
    "lessons_verdict": Label("Verdict", "Verdict"),
    "lessons_figure": Label("Chiffre", "Figure"),
    "lessons_value": Label("Valeur", "Value"),
    "lessons_open_carte": Label("Voir sur la carte", "See it on the map"),
    "lessons_open_financements": Label("Voir l'argent", "See the money"),
    "lessons_open_pairs": Label("Voir le réseau", "See the network"),
    "lessons_open_echelles": Label("Tester les échelles", "Test the scales"),
}

TEXTS = _PAGE | claims.TEXTS | figures.TEXTS
