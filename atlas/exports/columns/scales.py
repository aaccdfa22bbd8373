"""What every column of the tables of scales means, for people who download them."""

from typing import NamedTuple

from atlas.vocabulary import Label


class Column(NamedTuple):
    """A column of a table.

    Attributes
    ----------
    unit
        Of its values.
    meaning
        What they say, and what an empty cell means.
    """

    unit: Label
    meaning: Label


_CODE = Label("code", "code")
_TEXT = Label("texte", "text")
_NUMBER = Label("nombre", "number")
_OWN = Label("unité de l’indicateur", "unit of the indicator")
_SHARE = Label("de 0 à 1", "0 to 1")
_INDEX = Label("sans unité", "no unit")
_P = Label("probabilité, de 0 à 1", "probability, 0 to 1")

_LEVEL = Column(_CODE, Label("Niveau territorial", "Territorial level"))
_MILLESIME = Column(
    Label("année", "year"),
    Label("Année du code officiel géographique", "Year of the official geographic code"),
)
_SEED = Column(_NUMBER, Label("Graine de tous les tirages", "Seed of all draws"))

_SCALE_EFFECT: dict[str, Column] = {
    "level": _LEVEL,
    "territories": Column(
        _NUMBER,
        Label(
            "Territoires du niveau (communes : hors collectivités d’outre-mer sans contour)",
            "Territories of the level (communes: without the overseas collectivities, which have no polygon)",
        ),
    ),
    "known": Column(
        _NUMBER,
        Label(
            "Territoires dont la valeur est connue : eux seuls comptent",
            "Territories with a known value: only they count",
        ),
    ),
    "zeros": Column(
        _NUMBER,
        Label(
            "Ceux d’entre eux à zéro : aucune initiative choisie connue (zéro vrai si listes complètes)",
            "Those among them at zero: no known chosen initiative (a true zero where lists are complete)",
        ),
    ),
    "missing": Column(
        _NUMBER,
        Label(
            "Territoires écartés : initiatives présentes mais aucun montant connu, ou aucun habitant",
            "Territories left out: initiatives present but no amount known, or no inhabitant",
        ),
    ),
    "initiatives": Column(_NUMBER, Label("Initiatives choisies", "Chosen initiatives")),
    "unplaced": Column(
        _NUMBER,
        Label(
            "Celles qui ne sont pas situées à ce niveau, absentes de la ligne",
            "Those not located at this level, absent from the row",
        ),
    ),
    "mean": Column(
        _OWN,
        Label(
            "Moyenne des territoires, chacun comptant pour un", "Mean of the territories, each counting once"
        ),
    ),
    "minimum": Column(_OWN, Label("Plus petite valeur", "Lowest value")),
    "quartile_1": Column(_OWN, Label("Premier quartile", "First quartile")),
    "median": Column(_OWN, Label("Médiane", "Median")),
    "quartile_3": Column(_OWN, Label("Troisième quartile", "Third quartile")),
    "decile_9": Column(_OWN, Label("Neuvième décile", "Ninth decile")),
    "maximum": Column(_OWN, Label("Plus grande valeur", "Highest value")),
    "variation": Column(
        _INDEX,
        Label(
            "Coefficient de variation : écart-type / moyenne",
            "Coefficient of variation: standard deviation / mean",
        ),
    ),
    "gini": Column(
        _SHARE, Label("Indice de Gini, 0 si tous sont égaux", "Gini coefficient, 0 where all are equal")
    ),
    "gini_neighbour_share": Column(
        _SHARE,
        Label(
            "Part des écarts du Gini qui sépare des voisins (petite par nature)",
            "Part of the Gini’s differences that lies between neighbours (small by nature)",
        ),
    ),
    "gini_polarisation": Column(
        _INDEX,
        Label(
            "Écart moyen entre non-voisins / entre voisins : plus de 1 si les voisins se ressemblent",
            "Mean difference between non-neighbours / between neighbours: above 1 where neighbours are alike",
        ),
    ),
    "gini_polarisation_p": Column(
        _P,
        Label(
            "Probabilité d’une polarisation aussi haute si les valeurs tombaient au hasard, "
            "sur 99 permutations (pour 0,05 : à 0,04 près)",
            "Probability of so high a polarisation if values fell at random, over 99 permutations "
            "(for 0.05: give or take 0.04)",
        ),
    ),
    "theil": Column(
        Label("nats", "nats"),
        Label("Indice de Theil, 0 si tous sont égaux", "Theil’s index, 0 where all are equal"),
    ),
    "theil_between_setting": Column(
        _SHARE,
        Label(
            "Part du Theil entre cadres (urbain, péri-urbain, rural : majorité des habitants)",
            "Part of Theil’s index between settings (urban, peri-urban, rural: majority of inhabitants)",
        ),
    ),
    "theil_between_departement": Column(
        _SHARE,
        Label(
            "Part du Theil entre départements (celui de la majorité des habitants)",
            "Part of Theil’s index between départements (that of the majority of inhabitants)",
        ),
    ),
    "theil_between_region": Column(
        _SHARE,
        Label(
            "Part du Theil entre régions (celle de la majorité des habitants)",
            "Part of Theil’s index between régions (that of the majority of inhabitants)",
        ),
    ),
    "moran": Column(
        _INDEX,
        Label("I de Moran, contiguïté par une limite commune", "Moran’s I, contiguity by a shared border"),
    ),
    "moran_expected": Column(
        _INDEX, Label("Ce que le hasard donne en moyenne", "What chance gives on average")
    ),
    "moran_p": Column(
        _P,
        Label(
            "Pseudo-valeur p bilatérale de Moran (999 permutations ; 99 pour les communes)",
            "Two-sided pseudo p-value of Moran’s I (999 permutations; 99 for communes)",
        ),
    ),
    "moran_territories": Column(
        _NUMBER,
        Label("Territoires connus qui ont un voisin connu", "Known territories with a known neighbour"),
    ),
    "islands": Column(
        _NUMBER,
        Label(
            "Territoires connus sans voisin connu, hors du I de Moran",
            "Known territories without a known neighbour, left out of Moran’s I",
        ),
    ),
    "undefined": Column(
        _TEXT,
        Label(
            "Pourquoi une statistique manque, nom:raison ; vide si toutes sont définies",
            "Why a statistic is missing, name:reason; empty where all are defined",
        ),
    ),
}

_CLUSTERS: dict[str, Column] = {
    "level": _LEVEL,
    "code": Column(_CODE, Label("Code officiel du territoire", "Official code of the territory")),
    "name": Column(_TEXT, Label("Nom", "Name")),
    "population": Column(
        Label("habitants", "inhabitants"), Label("Population municipale", "Municipal population")
    ),
    "value": Column(
        _OWN, Label("Valeur de l’indicateur, vide si inconnue", "Value of the indicator, empty where unknown")
    ),
    "state": Column(
        _CODE,
        Label(
            "value, zero ou no_known (comptés zéro), no_data (montant inconnu), nobody (aucun habitant), "
            "no_commune (commune inconnue)",
            "value, zero or no_known (counted as zero), no_data (amount unknown), nobody (no inhabitant), "
            "no_commune (commune unknown)",
        ),
    ),
    "local": Column(
        _INDEX,
        Label(
            "I de Moran local, vide sans valeur ou sans voisin",
            "Local Moran’s I, empty without value or neighbour",
        ),
    ),
    "p": Column(
        _P,
        Label("Pseudo-valeur p bilatérale, 999 permutations", "Two-sided pseudo p-value, 999 permutations"),
    ),
    "quadrant": Column(
        _CODE,
        Label(
            "H fort ou L faible, puis voisins H ou L, que ce soit significatif ou non",
            "H high or L low, then neighbours H or L, whether significant or not",
        ),
    ),
    "cluster": Column(
        _CODE,
        Label(
            "HH, LL, HL ou LH si significatif (fausses découvertes limitées à 5 %), none, island ou no_data",
            "HH, LL, HL or LH where significant (false discovery rate of 5%), none, island or no_data",
        ),
    ),
}

_ZONING_EFFECT: dict[str, Column] = {
    "level": Column(_CODE, Label("Zonage officiel comparé", "Official zoning compared")),
    "statistic": Column(_CODE, Label("Statistique", "Statistic")),
    "official": Column(
        Label("de la statistique", "of the statistic"),
        Label(
            "Valeur du zonage officiel, additionnée depuis les communes : sans les initiatives dont la "
            "commune est inconnue",
            "Value of the official zoning, added up from communes: without initiatives whose commune is "
            "unknown",
        ),
    ),
    "random_mean": Column(
        Label("de la statistique", "of the statistic"),
        Label("Moyenne des zonages au hasard", "Mean of the random zonings"),
    ),
    "random_low": Column(
        Label("de la statistique", "of the statistic"),
        Label("2,5 % des zonages au hasard sont en dessous", "2.5% of the random zonings are below"),
    ),
    "random_high": Column(
        Label("de la statistique", "of the statistic"),
        Label("2,5 % des zonages au hasard sont au-dessus", "2.5% of the random zonings are above"),
    ),
    "rank": Column(
        _SHARE,
        Label(
            "Part des zonages au hasard sous l’officiel, ex æquo pour moitié ; vide si tous l’égalent",
            "Share of the random zonings below the official one, ties counted half; empty where all equal it",
        ),
    ),
    "p": Column(
        _P, Label("Pseudo-valeur p bilatérale, 2(r+1)/(n+1)", "Two-sided pseudo p-value, 2(r+1)/(n+1)")
    ),
    "zonings": Column(
        _NUMBER,
        Label(
            "Zonages au hasard où la statistique est définie",
            "Random zonings in which the statistic is defined",
        ),
    ),
}

_STATISTICS = ("mean", "median", "zeros", "variation", "gini", "theil", "moran", "population_variation")
_ZEROS = Column(_SHARE, Label("Part des zones connues à zéro", "Share of the known zones at zero"))
_POPULATION = Column(
    _INDEX,
    Label(
        "Coefficient de variation des populations des zones",
        "Coefficient of variation of the zones’ populations",
    ),
)
_ZONING_DRAWS: dict[str, Column] = {
    "level": _ZONING_EFFECT["level"],
    "zoning": Column(_NUMBER, Label("Numéro du zonage au hasard", "Number of the random zoning")),
    **{name: _SCALE_EFFECT.get(name, _ZEROS if name == "zeros" else _POPULATION) for name in _STATISTICS},
    "zeros": _ZEROS,
}

_ASSOCIATIONS: dict[str, Column] = {
    "first": Column(
        _CODE,
        Label(
            "Premier facteur : type, scale (échelle déclarée), setting (cadre)",
            "First factor: type, scale (declared), setting",
        ),
    ),
    "second": Column(_CODE, Label("Second facteur", "Second factor")),
    "initiatives": Column(
        _NUMBER, Label("Initiatives dont les deux faits sont connus", "Initiatives with both facts known")
    ),
    "rows": Column(_NUMBER, Label("Modalités du premier facteur", "Categories of the first factor")),
    "columns": Column(_NUMBER, Label("Modalités du second facteur", "Categories of the second factor")),
    "cramer_v": Column(
        _SHARE,
        Label("V de Cramér corrigé de son biais (Bergsma)", "Cramér’s V corrected for its bias (Bergsma)"),
    ),
    "cramer_v_plain": Column(_SHARE, Label("V de Cramér sans correction", "Cramér’s V without correction")),
    "chi2": Column(_INDEX, Label("Khi-deux de Pearson", "Pearson’s chi-squared")),
    "p": Column(
        _P, Label("Par permutation (999 tirages, marges fixes)", "By permutation (999 draws, fixed margins)")
    ),
    "p_exact": Column(
        _P,
        Label(
            "Test exact : Fisher pour 2 × 2, sinon Freeman-Halton par tirages",
            "Exact test: Fisher for 2 × 2, else Freeman-Halton by resampling",
        ),
    ),
    "small": Column(
        Label("vrai ou faux", "true or false"),
        Label(
            "Plus d’un effectif attendu sur cinq est sous 5",
            "More than one in five expected counts is below 5",
        ),
    ),
    "unknown": Column(
        _NUMBER,
        Label(
            "Initiatives choisies dont l’un des deux faits est inconnu",
            "Chosen initiatives with one of the two facts unknown",
        ),
    ),
}

_COUNTS: dict[str, Column] = {
    "type": Column(_CODE, Label("Type de l’initiative", "Type of the initiative")),
    "scale": Column(
        _CODE, Label("Échelle déclarée, vide si inconnue", "Declared scale, empty where unknown")
    ),
    "setting": Column(
        _CODE,
        Label(
            "Cadre de la commune du siège, vide si inconnu",
            "Setting of the seat commune, empty where unknown",
        ),
    ),
    "initiatives": Column(
        _NUMBER, Label("Initiatives de cette combinaison", "Initiatives of this combination")
    ),
}

_LORENZ: dict[str, Column] = {
    "level": _LEVEL,
    "territories": Column(
        _SHARE,
        Label(
            "Part des territoires, du plus pauvre au plus riche",
            "Share of territories, from poorest to richest",
        ),
    ),
    "total": Column(
        _SHARE,
        Label(
            "Part du total de l’indicateur qu’ils ont ensemble",
            "Share of the indicator’s total that they hold together",
        ),
    ),
}

DICTIONARY: dict[str, dict[str, Column]] = {
    name: {**columns, "seed": _SEED, "millesime": _MILLESIME}
    if name not in ("counts", "lorenz")
    else {**columns, "millesime": _MILLESIME}
    for name, columns in {
        "scale_effect": _SCALE_EFFECT,
        "lorenz": _LORENZ,
        "clusters": _CLUSTERS,
        "zoning_effect": _ZONING_EFFECT,
        "zoning_draws": _ZONING_DRAWS,
        "associations": _ASSOCIATIONS,
        "counts": _COUNTS,
    }.items()
}
