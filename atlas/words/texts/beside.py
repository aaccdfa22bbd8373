"""Sentences of territories side by side: page, PDF, workbook, JSON."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "beside_series": Label("Côte à côte", "Side by side"),
    "beside_with": Label("Comparer avec…", "Compare with…"),
    "beside_find": Label("Ajouter un territoire de tout niveau", "Add a territory of any level"),
    "beside_full": Label(
        "Six territoires au plus : retirez-en un pour en ajouter un autre.",
        "Six territories at most: remove one to add another.",
    ),
    "beside_remove": Label("Retirer {name}", "Remove {name}"),
    "beside_back": Label("Revenir au portrait", "Back to the portrait"),
    "beside_models": Label("Les mettre côte à côte", "Set them side by side"),
    "beside_ranked": Label("Mettre les {n} premiers côte à côte", "Set the first {n} side by side"),
    "beside_ticked": Label("Comparer ces {n} territoires", "Compare these {n} territories"),
    "beside_too_many": Label(
        "{n} lignes cochées : six territoires au plus se comparent, décochez-en.",
        "{n} rows ticked: six territories at most can be compared, untick some.",
    ),
    "beside_title": Label("{name} et {n} autres territoires", "{name} and {n} other territories"),
    # The answer in one sentence
    "beside_lead": Label(
        "{n} des {of} différences d'initiatives comparées avec {name} dépassent ce que le hasard explique ; les autres sont en gris.",
        "{n} of the {of} differences of initiatives compared with {name} are more than chance explains; the others are grey.",
    ),
    "beside_lead_one": Label(
        "{n} seule des {of} différences d'initiatives comparées avec {name} dépasse ce que le hasard explique ; les autres sont en gris.",
        "Only {n} of the {of} differences of initiatives compared with {name} is more than chance explains; the others are grey.",
    ),
    "beside_lead_none": Label(
        "Aucune des {n} différences d'initiatives comparées avec {name} ne dépasse ce que le hasard explique : elles sont en gris.",
        "None of the {n} differences of initiatives compared with {name} is more than chance explains: they are grey.",
    ),
    "beside_lead_none_one": Label(
        "La seule différence d'initiatives comparée avec {name} ({n}) ne dépasse pas ce que le hasard explique : elle est en gris.",
        "The only difference of initiatives compared with {name} ({n}) is not more than chance explains: it is grey.",
    ),
    "beside_nothing": Label(
        "Aucune différence d'initiatives ne peut être testée ici : trop peu d'initiatives connues, habitants inconnus, ou programmes dont une autorité n'a qu'un.",
        "No difference of initiatives can be tested here: no known initiative, inhabitants not known, or programmes of which an authority has one.",
    ),
    "beside_untested": Label(
        "Comptées par périmètre, les initiatives valent pour plusieurs territoires à la fois : aucune différence n'est testée, aucune n'est en gris.",
        "Counted by coverage, an initiative counts in several territories at once: no difference is tested, none is grey.",
    ),
    "beside_chance": Label("le hasard explique cette différence", "chance explains this difference"),
    # Rows
    "beside_figure": Label("Chiffre", "Figure"),
    "beside_population": Label("Habitants", "Inhabitants"),
    "beside_density": Label("Habitants par km²", "Inhabitants per km²"),
    "beside_communes": Label("Communes", "Communes"),
    "beside_setting": Label("Cadre de la majorité", "Setting of the majority"),
    "beside_share": Label("Part en cadre {setting}", "Share in {setting} setting"),
    "beside_initiatives": Label("Initiatives", "Initiatives"),
    "beside_rate": Label("Pour 100 000 habitants, toutes", "Per 100,000 inhabitants, all"),
    "beside_rated": Label("Pour 100 000 hab., hors programmes", "Per 100,000 inh., no programmes"),
    "beside_types": Label("Types présents", "Types present"),
    "beside_funding": Label("Euros reçus", "Euros received"),
    "beside_funding_rate": Label("Euros par habitant", "Euros per inhabitant"),
    "beside_funded": Label("Initiatives au montant connu", "Initiatives of known amount"),
    "beside_list": Label("{name} · liste {share}", "{name} · list {share}"),
    "beside_list_unknown": Label("{name} · étendue inconnue", "{name} · extent unknown"),
    # Cells
    "beside_status_unknown": Label("inconnu", "unknown"),
    "beside_status_zero": Label("0", "0"),
    "beside_status_no_known": Label("aucune connue", "none known"),
    # How it is read
    "beside_note_seat": Label(
        "En gris : le taux d'initiatives par habitant ne diffère pas de celui de {name} plus que par hasard (test binomial exact de Przyborowski et Wilenski, p corrigé selon Benjamini et Hochberg au-dessus de 0,05). Ce que deux territoires ont en commun compte une fois. Les programmes dont une autorité n'a qu'un (PAT, CTE, TEPOS, monnaies locales) ne sont pas testés.",
        "Grey: the rate of initiatives per inhabitant differs no more from that of {name} than by chance (exact binomial test of Przyborowski and Wilenski, p adjusted after Benjamini and Hochberg above 0.05). What two territories share counts once. Programmes of which an authority has one (PAT, CTE, TEPOS, local currencies) are not tested.",
    ),
    "beside_note_coverage": Label(
        "Rien n'est en gris, rien n'étant testé pour {name} et les autres : une initiative compte dans tout son périmètre.",
        "Nothing is grey as nothing is tested for {name} and the others: an initiative counts in all its coverage.",
    ),
    "beside_note_money": Label(
        "L'argent n'a pas de tel test et n'est jamais grisé.", "Money has no such test and is never grey."
    ),
    "beside_note_lists": Label(
        "Nombres et taux sont ceux des initiatives connues : où une liste n'est pas entière, une différence peut tenir à ce qui est connu. « 0 » ne se dit que d'une liste entière.",
        "Numbers and rates are of known initiatives: where a list is not whole, a difference may lie in what is known. “0” is only said of a whole list.",
    ),
    "beside_note_peers": Label(
        "Pairs, dont le centile est la part qui a moins et la moitié de celle qui a autant : {peers}.",
        "Peers, the percentile being the share with less and half of that with as much: {peers}.",
    ),
    # Files
    "beside_pdf": Label("PDF, 1 page", "PDF, 1 page"),
    "beside_xlsx": Label("Tableur XLSX", "Workbook XLSX"),
    "beside_json": Label("JSON", "JSON"),
    "beside_tests": Label("Statuts et tests", "Statuses and tests"),
    "beside_column_figure": Label("Chiffre.", "Figure."),
    "beside_column_group": Label("Groupe du chiffre.", "Group of the figure."),
    "beside_column_unit": Label(
        "Unité : count, rate (par habitant ou pour 100 000), euros, percent (0 à 100) ou text.",
        "Unit: count, rate (per inhabitant or per 100,000), euros, percent (0 to 100) or text.",
    ),
    "beside_column_place": Label("Territoire, niveau:code.", "Territory, level:code."),
    "beside_column_value": Label("Valeur (vide : inconnue).", "Value (empty: unknown)."),
    "beside_column_text": Label("Valeur d'un chiffre en mots.", "Value of a figure in words."),
    "beside_column_status": Label(
        "value, unknown ; d'un type absent : zero (liste entière) ou no_known (aucune connue).",
        "value, unknown; of an absent type: zero (whole list) or no_known (none known).",
    ),
    "beside_column_rate": Label(
        "D'un type, initiatives connues pour 100 000 habitants.",
        "Of a type, known initiatives per 100,000 inhabitants.",
    ),
    "beside_column_p": Label(
        "Probabilité d'une différence aussi grande avec le premier territoire, par hasard (vide : non testée).",
        "Probability of so large a difference from the first territory, by chance (empty: not tested).",
    ),
    "beside_column_p_adjusted": Label(
        "La même, corrigée pour toutes les comparaisons (Benjamini et Hochberg).",
        "The same, adjusted over all comparisons (Benjamini and Hochberg).",
    ),
    "beside_column_explained": Label(
        "Le hasard explique la différence : p corrigé au-dessus de 0,05.",
        "Chance explains the difference: adjusted p above 0.05.",
    ),
}
