"""What the columns of the tables of scales mean, each with its unit."""

from typing import NamedTuple

from atlas.exports.columns.shared import COLUMNS
from atlas.vocabulary import Label


class Measured(NamedTuple):
    """The unit of a column, and what its values and its empty cells say."""

    unit: Label
    meaning: Label


_CODE = Label("code", "code")
_TEXT = Label("texte", "text")
_NUMBER = Label("nombre", "number")
_OWN = Label("unité de l’indicateur", "unit of the indicator")
_SHARE = Label("de 0 à 1", "0 to 1")
_INDEX = Label("sans unité", "no unit")
_OF_IT = Label("de la statistique", "of the statistic")
_P = Label("probabilité, de 0 à 1", "probability, 0 to 1")

_LEVEL = Measured(_CODE, COLUMNS["level"])
_MILLESIME = Measured(Label("année", "year"), COLUMNS["millesime"])
_SEED = Measured(_NUMBER, Label("Graine de tous les tirages", "Seed of all draws"))

_SCALE_EFFECT: dict[str, Measured] = {
    "level": _LEVEL,
    "territories": Measured(
        _NUMBER,
        Label(
            "Territoires du niveau (communes : hors collectivités d’outre-mer sans contour)",
            "Territories of the level (communes: without the overseas collectivities, which have no polygon)",
        ),
    ),
    "known": Measured(
        _NUMBER,
        Label(
            "Territoires dont la valeur est connue : eux seuls comptent",
            "Territories with a known value: only they count",
        ),
    ),
    "zeros": Measured(
        _NUMBER,
        Label(
            "Ceux d’entre eux à zéro : aucune initiative choisie connue (zéro vrai si listes complètes)",
            "Those among them at zero: no known chosen initiative (a true zero where lists are complete)",
        ),
    ),
    "missing": Measured(
        _NUMBER,
        Label(
            "Territoires écartés : initiatives présentes mais aucun montant connu, ou aucun habitant",
            "Territories left out: initiatives present but no amount known, or no inhabitant",
        ),
    ),
    "initiatives": Measured(_NUMBER, Label("Initiatives choisies", "Chosen initiatives")),
    "unplaced": Measured(
        _NUMBER,
        Label(
            "Celles qui ne sont pas situées à ce niveau, absentes de la ligne",
            "Those not located at this level, absent from the row",
        ),
    ),
    "mean": Measured(
        _OWN,
        Label(
            "Moyenne des territoires, chacun comptant pour un", "Mean of the territories, each counting once"
        ),
    ),
    "minimum": Measured(_OWN, Label("Plus petite valeur", "Lowest value")),
    "quartile_1": Measured(_OWN, Label("Premier quartile", "First quartile")),
    "median": Measured(_OWN, Label("Médiane", "Median")),
    "quartile_3": Measured(_OWN, Label("Troisième quartile", "Third quartile")),
    "decile_9": Measured(_OWN, Label("Neuvième décile", "Ninth decile")),
    "maximum": Measured(_OWN, Label("Plus grande valeur", "Highest value")),
    "variation": Measured(
        _INDEX,
        Label(
            "Coefficient de variation : écart-type / moyenne",
            "Coefficient of variation: standard deviation / mean",
        ),
    ),
    "gini": Measured(
        _SHARE, Label("Indice de Gini, 0 si tous sont égaux", "Gini coefficient, 0 where all are equal")
    ),
    "gini_people": Measured(
        _SHARE,
        Label(
            "Indice de Gini entre habitants, chacun avec la valeur de son territoire",
            "Gini coefficient between inhabitants, each with the value of their territory",
        ),
    ),
    "gini_neighbour_share": Measured(
        _SHARE,
        Label(
            "Part des écarts du Gini qui sépare des voisins (petite par nature)",
            "Part of the Gini’s differences that lies between neighbours (small by nature)",
        ),
    ),
    "gini_polarisation": Measured(
        _INDEX,
        Label(
            "Écart moyen entre non-voisins / entre voisins : plus de 1 si les voisins se ressemblent",
            "Mean difference between non-neighbours / between neighbours: above 1 where neighbours are alike",
        ),
    ),
    "gini_polarisation_p": Measured(
        _P,
        Label(
            "Probabilité d’une polarisation aussi haute si les valeurs tombaient au hasard, "
            "sur 99 permutations (pour 0,05 : à 0,04 près)",
            "Probability of so high a polarisation if values fell at random, over 99 permutations "
            "(for 0.05: give or take 0.04)",
        ),
    ),
    "theil": Measured(
        Label("nats", "nats"),
        Label("Indice de Theil, 0 si tous sont égaux", "Theil’s index, 0 where all are equal"),
    ),
    "theil_between_setting": Measured(
        _SHARE,
        Label(
            "Part du Theil entre cadres (urbain, péri-urbain, rural : majorité des habitants)",
            "Part of Theil’s index between settings (urban, peri-urban, rural: majority of inhabitants)",
        ),
    ),
    "theil_between_departement": Measured(
        _SHARE,
        Label(
            "Part du Theil entre départements (celui de la majorité des habitants)",
            "Part of Theil’s index between départements (that of the majority of inhabitants)",
        ),
    ),
    "theil_between_region": Measured(
        _SHARE,
        Label(
            "Part du Theil entre régions (celle de la majorité des habitants)",
            "Part of Theil’s index between régions (that of the majority of inhabitants)",
        ),
    ),
    "moran": Measured(
        _INDEX,
        Label("I de Moran, contiguïté par une limite commune", "Moran’s I, contiguity by a shared border"),
    ),
    "moran_expected": Measured(
        _INDEX, Label("Ce que le hasard donne en moyenne", "What chance gives on average")
    ),
    "moran_p": Measured(
        _P,
        Label(
            "Pseudo-valeur p bilatérale de Moran (999 permutations ; 99 pour les communes)",
            "Two-sided pseudo p-value of Moran’s I (999 permutations; 99 for communes)",
        ),
    ),
    "moran_territories": Measured(
        _NUMBER,
        Label("Territoires connus qui ont un voisin connu", "Known territories with a known neighbour"),
    ),
    "islands": Measured(
        _NUMBER,
        Label(
            "Territoires connus sans voisin connu, hors du I de Moran",
            "Known territories without a known neighbour, left out of Moran’s I",
        ),
    ),
    "undefined": Measured(
        _TEXT,
        Label(
            "Pourquoi une statistique manque, nom:raison ; vide si toutes sont définies",
            "Why a statistic is missing, name:reason; empty where all are defined",
        ),
    ),
}

_CLUSTERS: dict[str, Measured] = {
    "level": _LEVEL,
    "code": Measured(_CODE, COLUMNS["code"]),
    "name": Measured(_TEXT, COLUMNS["name"]),
    "population": Measured(Label("habitants", "inhabitants"), COLUMNS["population"]),
    "value": Measured(
        _OWN, Label("Valeur de l’indicateur, vide si inconnue", "Value of the indicator, empty where unknown")
    ),
    "state": Measured(
        _CODE,
        Label(
            "value, zero ou no_known (comptés zéro), no_data (montant inconnu), nobody (aucun habitant), "
            "no_commune (commune inconnue)",
            "value, zero or no_known (counted as zero), no_data (amount unknown), nobody (no inhabitant), "
            "no_commune (commune unknown)",
        ),
    ),
    "local": Measured(
        _INDEX,
        Label(
            "I de Moran local, vide sans valeur ou sans voisin",
            "Local Moran’s I, empty without value or neighbour",
        ),
    ),
    "p": Measured(
        _P,
        Label("Pseudo-valeur p bilatérale, 999 permutations", "Two-sided pseudo p-value, 999 permutations"),
    ),
    "quadrant": Measured(
        _CODE,
        Label(
            "H fort ou L faible, puis voisins H ou L, que ce soit significatif ou non",
            "H high or L low, then neighbours H or L, whether significant or not",
        ),
    ),
    "cluster": Measured(
        _CODE,
        Label(
            "HH, LL, HL ou LH si significatif (fausses découvertes limitées à 5 %), none, island ou no_data",
            "HH, LL, HL or LH where significant (false discovery rate of 5%), none, island or no_data",
        ),
    ),
}

_ZONING_EFFECT: dict[str, Measured] = {
    "level": Measured(_CODE, Label("Zonage officiel comparé", "Official zoning compared")),
    "statistic": Measured(_CODE, Label("Statistique", "Statistic")),
    "official": Measured(
        _OF_IT,
        Label(
            "Valeur du zonage officiel, additionnée depuis les communes : sans les initiatives dont la "
            "commune est inconnue",
            "Value of the official zoning, added up from communes: without initiatives whose commune is "
            "unknown",
        ),
    ),
    "random_mean": Measured(_OF_IT, Label("Moyenne des zonages au hasard", "Mean of the random zonings")),
    "random_low": Measured(
        _OF_IT, Label("2,5 % des zonages au hasard sont en dessous", "2.5% of the random zonings are below")
    ),
    "random_high": Measured(
        _OF_IT, Label("2,5 % des zonages au hasard sont au-dessus", "2.5% of the random zonings are above")
    ),
    "rank": Measured(
        _SHARE,
        Label(
            "Part des zonages au hasard sous l’officiel, ex æquo pour moitié ; vide si tous l’égalent",
            "Share of the random zonings below the official one, ties counted half; empty where all equal it",
        ),
    ),
    "p": Measured(
        _P, Label("Pseudo-valeur p bilatérale, 2(r+1)/(n+1)", "Two-sided pseudo p-value, 2(r+1)/(n+1)")
    ),
    "zonings": Measured(
        _NUMBER,
        Label(
            "Zonages au hasard où la statistique est définie",
            "Random zonings in which the statistic is defined",
        ),
    ),
    "check_low": Measured(
        _OF_IT,
        Label(
            "Minimum des zonages de contrôle, partis de l’officiel ; vide si tirés d’un coup",
            "Least of the zonings of control, which began at the official one; empty if drawn at once",
        ),
    ),
    "check_high": Measured(
        _OF_IT, Label("Maximum des zonages de contrôle", "Most of the zonings of control")
    ),
    "r_hat": Measured(
        _INDEX,
        Label(
            "Étendue de tous les zonages, contrôles compris, rapportée à celle de chaque groupe (Gelman et "
            "Rubin) : environ 1 si le départ est oublié",
            "Width of all zonings, controls included, over that within each group (Gelman and Rubin): about "
            "1 where the start is forgotten",
        ),
    ),
}

_STATISTICS = (
    *("mean", "median", "zeros", "variation", "gini", "gini_people", "theil", "moran"),
    "population_variation",
)
_ZEROS = Measured(_SHARE, Label("Part des zones connues à zéro", "Share of the known zones at zero"))
_POPULATION = Measured(
    _INDEX,
    Label(
        "Coefficient de variation des populations des zones",
        "Coefficient of variation of the zones’ populations",
    ),
)
_ZONING_DRAWS: dict[str, Measured] = {
    "level": _ZONING_EFFECT["level"],
    "zoning": Measured(_NUMBER, Label("Numéro du zonage au hasard", "Number of the random zoning")),
    **{name: _SCALE_EFFECT.get(name, _ZEROS if name == "zeros" else _POPULATION) for name in _STATISTICS},
    "zeros": _ZEROS,
}

_ASSOCIATIONS: dict[str, Measured] = {
    "first": Measured(
        _CODE,
        Label(
            "Premier facteur : type, scale (échelle déclarée), setting (cadre)",
            "First factor: type, scale (declared), setting",
        ),
    ),
    "second": Measured(_CODE, Label("Second facteur", "Second factor")),
    "initiatives": Measured(
        _NUMBER, Label("Initiatives dont les deux faits sont connus", "Initiatives with both facts known")
    ),
    "rows": Measured(_NUMBER, Label("Modalités du premier facteur", "Categories of the first factor")),
    "columns": Measured(_NUMBER, Label("Modalités du second facteur", "Categories of the second factor")),
    "cramer_v": Measured(
        _SHARE,
        Label("V de Cramér corrigé de son biais (Bergsma)", "Cramér’s V corrected for its bias (Bergsma)"),
    ),
    "cramer_v_plain": Measured(_SHARE, Label("V de Cramér sans correction", "Cramér’s V without correction")),
    "chi2": Measured(_INDEX, Label("Khi-deux de Pearson", "Pearson’s chi-squared")),
    "p": Measured(
        _P, Label("Par permutation (999 tirages, marges fixes)", "By permutation (999 draws, fixed margins)")
    ),
    "p_exact": Measured(
        _P,
        Label(
            "Test exact : Fisher pour 2 × 2, sinon Freeman-Halton par tirages",
            "Exact test: Fisher for 2 × 2, else Freeman-Halton by resampling",
        ),
    ),
    "small": Measured(
        Label("vrai ou faux", "true or false"),
        Label(
            "Plus d’un effectif attendu sur cinq est sous 5",
            "More than one in five expected counts is below 5",
        ),
    ),
    "unknown": Measured(
        _NUMBER,
        Label(
            "Initiatives choisies dont l’un des deux faits est inconnu",
            "Chosen initiatives with one of the two facts unknown",
        ),
    ),
}

_COUNTS: dict[str, Measured] = {
    "type": Measured(_CODE, Label("Type de l’initiative", "Type of the initiative")),
    "scale": Measured(
        _CODE, Label("Échelle déclarée, vide si inconnue", "Declared scale, empty where unknown")
    ),
    "setting": Measured(
        _CODE,
        Label(
            "Cadre de la commune du siège, vide si inconnu",
            "Setting of the seat commune, empty where unknown",
        ),
    ),
    "initiatives": Measured(
        _NUMBER, Label("Initiatives de cette combinaison", "Initiatives of this combination")
    ),
}

_LORENZ: dict[str, Measured] = {
    "level": _LEVEL,
    "territories": Measured(
        _SHARE,
        Label(
            "Part des territoires, du plus pauvre au plus riche",
            "Share of territories, from poorest to richest",
        ),
    ),
    "total": Measured(
        _SHARE,
        Label(
            "Part du total de l’indicateur qu’ils ont ensemble",
            "Share of the indicator’s total that they hold together",
        ),
    ),
}

_FIT = Label("selon la mesure", "of the measure")
_FITS: dict[str, Measured] = {
    "level": Measured(_CODE, Label("Zones comparées", "Zones compared")),
    "among": Measured(
        _CODE,
        Label(
            "Contre quoi : zonings (zonages au hasard de mêmes populations), unions (autres réunions d’EPCI)",
            "Against what: zonings (random ones of the same populations) or unions (other unions of EPCI)",
        ),
    ),
    "fit": Measured(
        _CODE,
        Label(
            "misfit (part d’habitants à déplacer), border (limites communes, pourtour moins intérieur) ou "
            "outer (part du pourtour qui limite une zone)",
            "misfit (share of inhabitants to move), border (shared borders, outer less inner), outer (share "
            "of the outer border that bounds a zone)",
        ),
    ),
    "official": Measured(_FIT, Label("Moyenne sur les périmètres", "Mean over perimeters")),
    "random": Measured(_FIT, Label("Moyenne au hasard", "Random mean")),
    "low": Measured(_FIT, Label("2,5 % des tirages sont en dessous", "2.5% of draws are below")),
    "high": Measured(_FIT, Label("2,5 % des tirages sont au-dessus", "2.5% of draws are above")),
    "p": _ZONING_EFFECT["p"],
    "draws": Measured(_NUMBER, Label("Tirages", "Draws")),
    "check_low": _ZONING_EFFECT["check_low"],
    "check_high": _ZONING_EFFECT["check_high"],
    "r_hat": _ZONING_EFFECT["r_hat"],
    "perimeters": Measured(_NUMBER, Label("Périmètres comptés", "Perimeters counted")),
}
_MISFIT = Label("part des habitants", "share of inhabitants")
_BORDER = Label("de -1 à 1", "from -1 to 1")
_PERIMETERS: dict[str, Measured] = {
    "level": _FITS["level"],
    "initiative_id": Measured(_CODE, Label("Coopération", "Cooperation")),
    "communes": Measured(_NUMBER, Label("Communes du périmètre", "Communes of the perimeter")),
    "population": Measured(_NUMBER, Label("Habitants du périmètre", "Inhabitants of the perimeter")),
    **{
        f"{name}{part}": Measured(unit, Label(f"{fr}, {how.fr}", f"{en}, {how.en}"))
        for name, unit, fr, en in (
            ("misfit", _MISFIT, "Habitants à déplacer", "Inhabitants to move"),
            ("border", _BORDER, "Limites communes", "Shared borders"),
        )
        for part, how in (
            ("", Label("zones officielles", "official zones")),
            ("_random", Label("moyenne au hasard", "random mean")),
            ("_low", Label("2,5 % des tirages en dessous", "2.5% of draws below")),
            ("_high", Label("2,5 % des tirages au-dessus", "2.5% of draws above")),
        )
    },
    "misfit_p": Measured(_P, Label("De ce périmètre seul, bilatérale", "Of this perimeter alone, two-sided")),
    "border_p": Measured(_P, Label("De ce périmètre seul, bilatérale", "Of this perimeter alone, two-sided")),
}

DICTIONARY: dict[str, dict[str, Measured]] = {
    name: {**columns, "seed": _SEED, "millesime": _MILLESIME}
    if name not in ("counts", "lorenz")
    else {**columns, "millesime": _MILLESIME}
    for name, columns in {
        "scale_effect": _SCALE_EFFECT,
        "lorenz": _LORENZ,
        "clusters": _CLUSTERS,
        "zoning_effect": _ZONING_EFFECT,
        "zoning_draws": _ZONING_DRAWS,
        "fits": _FITS,
        "perimeters": _PERIMETERS,
        "associations": _ASSOCIATIONS,
        "counts": _COUNTS,
    }.items()
}
