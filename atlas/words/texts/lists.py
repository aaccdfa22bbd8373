"""Sentences of the lists: how much of each is known, and what a new edition would change."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    # How much is known
    "list": Label("Liste", "List"),
    "list_one_known": Label("liste connue à {share}", "{share} of the list known"),
    "list_one_whole": Label("liste complète", "complete list"),
    "list_dated": Label("liste complète, {date}", "complete list, {date}"),
    "list_one_unknown": Label("étendue de la liste inconnue", "extent of the list unknown"),
    "list_many_known": Label("{n} listes, connues à {share} ensemble", "{n} lists, {share} known together"),
    "list_many_whole": Label("{n} listes complètes", "{n} complete lists"),
    "list_many_unknown": Label(
        "{n} listes, dont {unknown} d'étendue inconnue", "{n} lists, {unknown} of unknown extent"
    ),
    "list_of": Label(
        "{known} connues sur {total}, dont {placed} situées",
        "{known} known of {total}, {placed} of them located",
    ),
    # What a blank is worth
    "blank_zero": Label("Aucune initiative ({list})", "No initiative ({list})"),
    "blank_chance": Label("{share} de chances d'un vrai vide", "{share} chance of a true blank"),
    "blank_check": Label(
        "{share} de chances d'un vrai vide, à vérifier", "{share} chance of a true blank, to check"
    ),
    "blank_doubt": Label(", à vérifier", ", to check"),
    "blank_column": Label("Chances d'un vrai vide", "Chance of a true blank"),
    "blank_read": Label(
        "Rien de connu n'est pas rien : chaque vide porte la chance d'en être un vrai, d'après ce que la liste ignore, les cadres et la population. Sous 90 %, il est à vérifier.",
        "Nothing known is not nothing: each blank carries the chance that it is a true one, from what the list misses, the settings and the population. Under 90% it is to be checked.",
    ),
    "blank_read_product": Label(
        "Pour plusieurs types, les chances se multiplient.", "For several types the chances multiply."
    ),
    "blank_why_own_level": Label(
        "À vos périmètres, aucune chance n'est donnée : elle n'y a pas été éprouvée.",
        "At your perimeters no chance is given: it was not tried there.",
    ),
    "blank_why_level": Label(
        "À ce niveau, aucune chance n'est donnée : trop peu de vides pour l'éprouver.",
        "At this level no chance is given: too few blanks to try it on.",
    ),
    "blank_why_filter": Label(
        "Aucune chance n'est donnée pour une partie de liste : ôtez les autres filtres que le type.",
        "No chance is given for a part of a list: drop all filters but the type.",
    ),
    "blank_why_total": Label(
        "Aucune chance n'est donnée : nul ne dit combien il en existe ({types}).",
        "No chance is given: nobody says how many exist ({types}).",
    ),
    "blank_why_partial": Label(
        "Aucune chance n'est donnée : la liste est trop partielle, ou penche vers certains lieux ({types}).",
        "No chance is given: the list is too partial, or leans to some places ({types}).",
    ),
    "blank_why_perimeter": Label(
        "Aucune chance n'est donnée sur le territoire couvert, où elle serait trop sûre : comptez au siège ({types}).",
        "No chance is given over the area covered, where it would be too sure: count at the seat ({types}).",
    ),
    "blank_why_trial": Label(
        "Aucune chance n'est donnée : sur des lignes cachées, elle s'écartait trop de la vérité ({types}).",
        "No chance is given: on hidden rows it was too far from the truth ({types}).",
    ),
    # Sources and methods
    "doc_trials": Label("Essais de la chance d'un vrai vide", "Trials of the chance of a true blank"),
    "doc_trial_hidden": Label("Caché", "Hidden"),
    "doc_trial_rows": Label("Initiatives", "Initiatives"),
    "doc_trial_whole": Label("Liste entière", "Whole list"),
    "doc_trial_stated": Label("Chance dite", "Chance stated"),
    "doc_trial_true": Label("Vrais vides", "True blanks"),
    "doc_trial_error": Label("Écart", "Error"),
    "doc_trial_lowest": Label("Dixième le moins sûr", "Least sure tenth"),
    "doc_blanks": Label(
        "Vrai vide : sur K initiatives existantes, k sont connues, en activité et situées, soit c = k/K. Une régression de Poisson donne le nombre connu attendu μ de chaque territoire, d'après la part de chaque cadre, l et l², l = ln(population/20 000). π = 1 − exp(−μ/c) ; P(aucune | aucune connue) = (1 − π)/(1 − cπ). Pour plusieurs types, le produit, comme si, cadre et taille donnés, ils ne dépendaient pas l'un de l'autre. Éprouvé en cachant au hasard des lignes de chaque liste d'au moins {least} initiatives, comme si elle était entière ({repeats} fois 15 % et 40 % des lignes, atlas blanks) : l'écart est la moyenne, par dixièmes des vides, de |chance dite − part de vrais vides|. Listes entières, au bassin de vie, au siège : {whole}. Où l'écart atteint {most}, rien n'est dit à ce niveau ({over}). La chance est un peu trop sûre là où vivent beaucoup d'habitants : sous 90 %, à vérifier. Rien n'est dit non plus au département ni à la région, ni d'une liste dont le total est inconnu, très partielle ou filtrée.",
        "True blank: of K initiatives that exist, k are known, running and located, c = k/K. A Poisson regression gives the expected known number μ of each territory, from the share of each setting, l and l², l = ln(population/20,000). π = 1 − exp(−μ/c); P(none | none known) = (1 − π)/(1 − cπ). For several types the product, as if they did not depend on each other once setting and size are given. Tried by hiding rows of each list of at least {least} initiatives at random, as if it were whole ({repeats} times 15% and 40% of the rows, atlas blanks): the error is the mean, over tenths of the blanks, of |chance stated − share of true blanks|. Whole lists, at bassin de vie, by seat: {whole}. Where the error reaches {most} nothing is said at that level ({over}). The chance is a little too sure where many people live: under 90%, to be checked. Nothing is said either at département and région, nor of a list whose total is unknown, that is very partial or filtered.",
    ),
    "refresh_title": Label(
        "Ce que changeraient les nouvelles éditions", "What the new editions would change"
    ),
    "refresh_nothing_yet": Label(
        "Rien n'est changé : « atlas refresh --apply » écrit ce qui suit, sauf les lignes incertaines sans décision (colonne decision de unsure.csv : « new », ou l'identifiant de l'initiative).",
        "Nothing is changed: “atlas refresh --apply” writes what follows, but for the unsure rows without a decision (column decision of unsure.csv: “new”, or the id of the initiative).",
    ),
    "refresh_lists": Label("Listes", "Lists"),
    "refresh_state": Label("État", "State"),
    "refresh_read": Label("nouvelle édition", "new edition"),
    "refresh_unchanged": Label("inchangée", "unchanged"),
    "refresh_refused": Label("refusée", "refused"),
    "refresh_rows": Label("Lignes", "Rows"),
    "refresh_left": Label("Sans identifiant ou en double", "Without id or twice"),
    "refresh_new": Label("Nouvelles", "New"),
    "refresh_changed": Label("Changées", "Changed"),
    "refresh_kept": Label(
        "Gardées : écrites ou corrigées à la main, ou d'une autre liste",
        "Kept: written or corrected by hand, or of another list",
    ),
    "refresh_gone": Label("Sorties de la liste", "Gone from the list"),
    "refresh_unsure": Label("Incertaines", "Unsure"),
    "refresh_why": Label("Pourquoi", "Why"),
    "refresh_field": Label("Champ", "Field"),
    "refresh_before": Label("Dans l'atlas", "In the atlas"),
    "refresh_after": Label("Dans la liste", "In the list"),
    "refresh_score": Label("Ressemblance", "Likeness"),
    "refresh_producer_id": Label("Identifiant du producteur", "The producer's id"),
    "refresh_initiative": Label("Initiative", "Initiative"),
    "refresh_name": Label("Nom", "Name"),
    "refresh_end": Label("Fin", "End"),
    "refresh_swapped": Label("deux lignes ont échangé leurs noms", "two rows have exchanged their names"),
    "refresh_alike": Label("noms proches, même commune", "names alike, same commune"),
    "refresh_elsewhere": Label("même nom, autre commune", "same name, another commune"),
    "refresh_several": Label("plusieurs conviennent", "several fit"),
    "refresh_taken": Label(
        "cette initiative a déjà une ligne de la liste", "this initiative has a row of the list already"
    ),
}
