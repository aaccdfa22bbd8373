"""What the columns of an indicator of the reader's own mean, table by table."""

from atlas.vocabulary import Label

_P = Label(
    "Part des cartes tirées aussi éloignées de zéro, au moins 1 sur 1000.",
    "Share of the drawn maps as far from zero, at least 1 in 1,000.",
)

INDICATOR: dict[str, dict[str, Label]] = {
    "indicator_territories": {
        "given": Label(
            "Valeur du fichier, dans son unité (vide : inconnue).",
            "Value of the file, in its unit (empty: unknown).",
        ),
        "indicator": Label(
            "Ce qui est comparé : la valeur, ou pour un nombre sa part pour 100 000 habitants.",
            "What is compared: the value, or of a count its number per 100,000 inhabitants.",
        ),
        "state": Label(
            "value ; sinon pourquoi il n'y en a pas : absent (du fichier), missing (sans valeur connue), "
            "twice (plusieurs valeurs différentes), nobody (aucun habitant), partial (trop peu de communes).",
            "value; else why there is none: absent (from the file), missing (no known value), "
            "twice (several different values), nobody (no inhabitant), partial (too few communes).",
        ),
        "fifth": Label(
            "Cinquième de l'indicateur, 1 pour le plus bas (vide : sans valeur).",
            "Fifth of the indicator, 1 for the lowest (empty: no value).",
        ),
        "status": Label(
            "Présence : value ; zero (aucune initiative, liste complète) ; no_known (aucune connue).",
            "Presence: value; zero (no initiative, complete list); no_known (none known).",
        ),
    },
    "indicator_ledger": {
        "line": Label("Ligne du fichier.", "Line of the file."),
        "code_read": Label("Code ou nom, tel que dans le fichier.", "Code or name, as in the file."),
        "value_read": Label("Cellule de l'indicateur, telle quelle.", "Cell of the indicator, as it is."),
        "outcome": Label(
            "matched, repeated (même valeur, ou non gardée), twice (valeurs différentes, laissées), "
            "missing (territoire sans valeur connue), unmatched (sans territoire), apart (total, note).",
            "matched, repeated (same value, or not kept), twice (different values, left out), "
            "missing (territory without a known value), unmatched (no territory), apart (total, note).",
        ),
        "how": Label(
            "code, padded_code (zéro de tête rendu), former_code, siren ou name.",
            "code, padded_code (leading zero given back), former_code, siren or name.",
        ),
        "reason": Label("Pourquoi la ligne n'est pas appariée.", "Why the line is not matched."),
        "candidates": Label("Territoires possibles, séparés par |.", "Possible territories, separated by |."),
        "code": Label("Code du territoire d'aujourd'hui.", "Code of the territory of today."),
        "value_number": Label("Nombre lu.", "Number read."),
        "name": Label("Nom du territoire.", "Name of the territory."),
    },
    "indicator_fifths": {
        "fifth": Label("1 pour les valeurs les plus basses.", "1 for the lowest values."),
        "low": Label("Plus petite valeur.", "Least value."),
        "high": Label("Plus grande valeur.", "Greatest value."),
        "territories": Label("Territoires qui ont une valeur.", "Territories with a value."),
        "present": Label(
            "Ceux où une initiative choisie est connue.", "Those with a known chosen initiative."
        ),
        "share": Label("Leur part, de 0 à 1.", "Their share, from 0 to 1."),
        "share_low": Label(
            "Borne basse de l'intervalle de Wilson à 95 %, comme si les territoires étaient indépendants.",
            "Low end of Wilson's 95% interval, as if territories were independent.",
        ),
        "share_high": Label("Borne haute du même intervalle.", "High end of the same interval."),
        "people": Label("Habitants.", "Inhabitants."),
    },
    "indicator_tests": {
        "type": Label(
            "Code du type ; all : toute la sélection.", "Code of the type; all: the whole selection."
        ),
        "territories": Label("Territoires comparés.", "Territories compared."),
        "present": Label("Ceux où une initiative est connue.", "Those in which an initiative is known."),
        "rho": Label(
            "Corrélation de rang (Spearman) de l'indicateur et de la présence connue, de -1 à 1.",
            "Rank correlation (Spearman) of the indicator and known presence, -1 to 1.",
        ),
        "p": _P,
        "p_plain": Label(
            "La même si les valeurs tombaient n'importe où : rejette trop souvent, pour comparaison.",
            "The same if values fell anywhere: rejects too often, for comparison.",
        ),
        "rho_people": Label(
            "Corrélation de rang de l'indicateur et de la population.",
            "Rank correlation of the indicator and population.",
        ),
        "rho_given": Label(
            "Corrélation de rang partielle, à population donnée.",
            "Partial rank correlation, given population.",
        ),
        "p_given": _P,
        "lee": Label("L de Lee sur les rangs.", "Lee's L of the ranks."),
        "p_lee": _P,
        "untested": Label(
            "Pourquoi aucun test : few, constant, rare, common ou many (vide : un test).",
            "Why there is no test: few, constant, rare, common or many (empty: there is one).",
        ),
        "unknown": Label(
            "Territoires comparés où aucune n'est connue et où une peut exister.",
            "Territories compared in which none is known and one may be.",
        ),
        "p_corrected": Label(
            "p corrigé pour tous les types essayés (Westfall et Young).",
            "p corrected for all types tried (Westfall and Young).",
        ),
        "verdict": Label(
            "associated, chance (pas distingué du hasard) ou none (on ne peut pas dire).",
            "associated, chance (not told from it) or none (cannot say).",
        ),
    },
    "indicator_figures": {
        "figure": Label(
            "territories, known, minimum, quartile_1, median, quartile_3, maximum, mean, gini, gini_people, "
            "moran, moran_p ou moran_territories.",
            "territories, known, minimum, quartile_1, median, quartile_3, maximum, mean, gini, gini_people, "
            "moran, moran_p or moran_territories.",
        ),
        "value": Label("Le chiffre (vide : il n'y en a pas).", "The figure (empty: there is none)."),
        "without": Label("Pourquoi il n'y en a pas.", "Why there is none."),
    },
    "indicator_zonings": {
        "level": Label("Niveau du zonage officiel.", "Level of the official zoning."),
        "statistic": Label("gini, gini_people ou moran.", "gini, gini_people or moran."),
        "official": Label("Du zonage officiel.", "Of the official zoning."),
        "random_mean": Label("Moyenne des zonages tirés.", "Mean of the drawn zonings."),
        "random_low": Label("Quantile à 2,5 % des tirés.", "2.5% quantile of the drawn ones."),
        "random_high": Label("Quantile à 97,5 % des tirés.", "97.5% quantile of the drawn ones."),
        "rank": Label("Part des tirés en dessous.", "Share of the drawn ones below."),
        "p": Label("Probabilité bilatérale.", "Two-sided probability."),
        "zonings": Label("Zonages tirés.", "Drawn zonings."),
        "check_low": Label(
            "Plus bas de ceux partis du zonage officiel.", "Lowest of those begun at the official zoning."
        ),
        "check_high": Label("Plus haut des mêmes.", "Highest of the same."),
        "r_hat": Label("Mémoire du départ (R-hat).", "Memory of the start (R-hat)."),
    },
}
