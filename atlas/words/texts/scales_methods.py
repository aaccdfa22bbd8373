"""What the page of scales says of its methods: definition, formula, source and limit of each measure."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "scales_methods_head_what": Label("Mesure", "Measure"),
    "scales_methods_head_formula": Label("Formule", "Formula"),
    "scales_methods_head_source": Label("Source et calcul", "Source and computation"),
    "scales_methods_head_limit": Label("Ce qu’elle dit, et sa limite", "What it says, and its limit"),
    "scales_methods_measures": Label("Mesures", "Measures"),
    "scales_methods_rules": Label("Règles", "Rules"),
    "scales_methods_columns": Label("Colonnes des fichiers", "Columns of the files"),
    "scales_methods_file": Label("Fichier", "File"),
    "scales_methods_column": Label("Colonne", "Column"),
    "scales_methods_unit": Label("Unité", "Unit"),
    "scales_methods_meaning": Label("Signification", "Meaning"),
    # One rule a line
    "scales_rule_indicators": Label(
        "Indicateurs d’un territoire\xa0: nombre d’initiatives présentes\xa0; le même pour 100\xa0000 habitants\xa0; euros reçus, connus\xa0; les mêmes par habitant\xa0; 100 × habitants de ses communes où une initiative est présente / ses habitants. La page Manques compte, elle, les habitants de tous les territoires qui ont une initiative.",
        "Indicators of a territory: number of initiatives present; the same per 100,000 inhabitants; known euros received; the same per inhabitant; 100 × inhabitants of its communes in which an initiative is present / its inhabitants. The page of gaps counts the inhabitants of all territories that have an initiative.",
    ),
    "scales_rule_zero": Label(
        "Un territoire où aucune initiative choisie n’est présente compte zéro, en euros aussi. C’est un vrai zéro si les listes des types choisis sont complètes, sinon «\xa0aucune initiative connue\xa0».",
        "A territory in which no chosen initiative is present counts as zero, in euros too. It is a true zero where the lists of the chosen types are complete, else “no known initiative”.",
    ),
    "scales_rule_missing": Label(
        "Un territoire où des initiatives sont présentes mais aucun montant n’est connu est écarté des statistiques de financement, jamais compté zéro\xa0; de même un taux sans habitant, et les habitants des communes qui ont une initiative là où la commune d’aucune n’est connue.",
        "A territory in which initiatives are present but no amount is known is left out of statistics of funding, never counted as zero; so is a rate over no inhabitant, and the inhabitants of communes with an initiative where the commune of none is known.",
    ),
    "scales_rule_weight": Label(
        "Chaque territoire compte pour un, quelle que soit sa population\xa0: la question est celle des territoires, non des habitants.",
        "Each territory counts once, whatever its population: the question is about territories, not inhabitants.",
    ),
    "scales_rule_levels": Label(
        "Les bassins de vie et les intercommunalités peuvent franchir une limite de département ou de région\xa0: chacun compte là où vit la majorité de ses habitants, et dans le cadre de leur majorité.",
        "Bassins de vie and intercommunalités may cross a limit of département or région: each counts where the majority of its inhabitants live, and in the setting of their majority.",
    ),
    "scales_rule_neighbours": Label(
        "Deux territoires sont voisins s’ils partagent au moins un segment de limite (contiguïté «\xa0tour\xa0»), calculé sur les contours entiers à la construction des données. L’eau sépare\xa0: les îles sans voisin sont hors du I de Moran et des grappes, et comptées.",
        "Two territories are neighbours if they share at least one segment of border (rook contiguity), computed on the full boundaries when the data are built. Water separates: islands without neighbour are out of Moran’s I and of the clusters, and counted.",
    ),
    "scales_rule_zonings": Label(
        "Zonage au hasard\xa0: dans chaque partie de la France (métropole et ses îles, Corse, chaque département d’outre-mer), autant de communes que de zones officielles sont tirées comme centres\xa0; chaque limite reçoit une longueur tirée au hasard\xa0; chaque commune va au centre le plus proche. Les îles sont reliées à la commune la plus proche de l’autre rive.",
        "Random zoning: in each part of France (mainland and its islands, Corsica, each overseas département) as many communes as there are official zones are drawn as centres; each border gets a random length; each commune goes to the nearest centre. Islands are tied to the nearest commune across the water.",
    ),
    "scales_rule_null": Label(
        "Sont tenus constants\xa0: les communes et ce qu’elles portent, le nombre de zones de chaque partie, la contiguïté. Ne le sont pas\xa0: la population et la surface des zones, ni les déplacements sur lesquels les zonages officiels reposent. Le tirage des centres selon la population rapproche les zones des vraies villes.",
        "Held constant: the communes and what they carry, the number of zones of each part, contiguity. Not held: population and area of zones, nor the commuting on which official zonings rest. Drawing centres by population brings zones nearer to real towns.",
    ),
    "scales_rule_contiguous": Label(
        "Des zones officielles ne sont pas d’un seul tenant (îles, enclaves)\xa0; les zones tirées le sont toutes.",
        "Some official zones are not in one piece (islands, enclaves); all drawn zones are.",
    ),
    "scales_rule_many": Label(
        "Plusieurs niveaux, statistiques et tests sont montrés à la fois\xa0: un p de 0,05 isolé parmi eux n’a rien d’extraordinaire.",
        "Several levels, statistics and tests are shown at once: a lone p of 0.05 among them is nothing extraordinary.",
    ),
    # Measures: formula, source, limit
    "scales_what_variation": Label("Coefficient de variation", "Coefficient of variation"),
    "scales_formula_variation": Label("σ / x̄", "σ / x̄"),
    "scales_source_variation": Label(
        "Écart-type de population (÷ n)\xa0; pandas", "Population standard deviation (÷ n); pandas"
    ),
    "scales_limit_variation": Label(
        "Inégalité relative à la moyenne\xa0; très sensible à quelques grandes valeurs.",
        "Inequality relative to the mean; very sensitive to a few large values.",
    ),
    "scales_what_gini": Label("Indice de Gini", "Gini coefficient"),
    "scales_formula_gini": Label("G = Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² x̄)", "G = Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² x̄)"),
    "scales_source_gini": Label("Gini (1912)\xa0; inequality.gini.Gini", "Gini (1912); inequality.gini.Gini"),
    "scales_limit_gini": Label(
        "De 0 (égalité) à 1 − 1/n. Plus il y a de territoires pour peu d’initiatives, plus il s’approche de 1 mécaniquement\xa0: ne comparez des niveaux qu’avec les zonages au hasard.",
        "From 0 (equality) to 1 − 1/n. The more territories for few initiatives, the nearer it comes to 1 by construction: compare levels only with the help of random zonings.",
    ),
    "scales_what_polarisation": Label("Gini spatial et polarisation", "Spatial Gini and polarisation"),
    "scales_formula_polarisation": Label(
        "Σ|xᵢ − xⱼ| = Σ wᵢⱼ|xᵢ − xⱼ| + Σ (1 − wᵢⱼ)|xᵢ − xⱼ|",
        "Σ|xᵢ − xⱼ| = Σ wᵢⱼ|xᵢ − xⱼ| + Σ (1 − wᵢⱼ)|xᵢ − xⱼ|",
    ),
    "scales_source_polarisation": Label(
        "Rey et Smith (2013)\xa0; inequality.gini.Gini_Spatial, 99 permutations",
        "Rey and Smith (2013); inequality.gini.Gini_Spatial, 99 permutations",
    ),
    "scales_limit_polarisation": Label(
        "Écart moyen entre non-voisins rapporté à celui entre voisins\xa0: 1 si être voisin ne change rien.",
        "Mean difference between non-neighbours over that between neighbours: 1 where being neighbours changes nothing.",
    ),
    "scales_what_theil": Label("Indice de Theil et sa décomposition", "Theil’s index and its decomposition"),
    "scales_formula_theil": Label(
        "T = Σᵢ sᵢ ln(n sᵢ)\xa0; entre groupes\xa0: Σ_g s_g ln(n s_g / n_g)",
        "T = Σᵢ sᵢ ln(n sᵢ); between groups: Σ_g s_g ln(n s_g / n_g)",
    ),
    "scales_source_theil": Label("Theil (1967)\xa0; inequality.theil", "Theil (1967); inequality.theil"),
    "scales_limit_theil": Label(
        "sᵢ est la part du total, 0 ln 0 = 0. La part entre groupes croît avec le nombre de groupes.",
        "sᵢ is the share of the total, 0 ln 0 = 0. The part between groups grows with the number of groups.",
    ),
    "scales_what_moran": Label("I de Moran", "Moran’s I"),
    "scales_formula_moran": Label(
        "I = (n / S₀) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σᵢ zᵢ²", "I = (n / S₀) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σᵢ zᵢ²"
    ),
    "scales_source_moran": Label(
        "Moran (1950)\xa0; esda.Moran, poids de somme 1 par ligne, 999 permutations (99 pour les communes)",
        "Moran (1950); esda.Moran, weights that sum to 1 by row, 999 permutations (99 for communes)",
    ),
    "scales_limit_moran": Label(
        "Positif si les voisins se ressemblent. Le hasard de référence place chaque valeur n’importe où\xa0: il ignore que les taux des petits territoires sont moins sûrs (Assunção et Reis, 1999).",
        "Positive where neighbours are alike. The reference puts each value anywhere: it ignores that rates of small territories are less sure (Assunção and Reis, 1999).",
    ),
    "scales_what_lisa": Label("Grappes (LISA)", "Clusters (LISA)"),
    "scales_formula_lisa": Label("Iᵢ = (n − 1) zᵢ Σⱼ wᵢⱼ zⱼ / Σₖ zₖ²", "Iᵢ = (n − 1) zᵢ Σⱼ wᵢⱼ zⱼ / Σₖ zₖ²"),
    "scales_source_lisa": Label(
        "Anselin (1995)\xa0; esda.Moran_Local, 999 permutations\xa0; Benjamini et Hochberg (1995), esda.fdr à 5\xa0%",
        "Anselin (1995); esda.Moran_Local, 999 permutations; Benjamini and Hochberg (1995), esda.fdr at 5%",
    ),
    "scales_limit_lisa": Label(
        "Avec 999 permutations, aucun p n’est sous 0,002\xa0: une grappe isolée parmi des milliers de territoires ne peut pas devenir significative.",
        "With 999 permutations no p is below 0.002: a lone cluster among thousands of territories cannot become significant.",
    ),
    "scales_what_zoning": Label("Place parmi les zonages au hasard", "Place among random zonings"),
    "scales_formula_zoning": Label("p = min(1, 2 (r + 1) / (n + 1))", "p = min(1, 2 (r + 1) / (n + 1))"),
    "scales_source_zoning": Label(
        "Openshaw (1984)\xa0; Erwig (2000)\xa0; Davison et Hinkley (1997)\xa0; scipy.sparse.csgraph.dijkstra",
        "Openshaw (1984); Erwig (2000); Davison and Hinkley (1997); scipy.sparse.csgraph.dijkstra",
    ),
    "scales_limit_zoning": Label(
        "r\xa0: tirages au moins aussi éloignés du côté le plus proche. Être «\xa0comme le hasard\xa0» ne dit pas qu’un zonage est mauvais, mais que cet indicateur ne le distingue pas.",
        "r: draws at least as far out on the nearer side. “Like a random zoning” does not say that a zoning is bad, but that this indicator does not tell it apart.",
    ),
    "scales_what_cramer": Label("V de Cramér corrigé", "Corrected Cramér’s V"),
    "scales_formula_cramer": Label(
        "V² = max(0, χ²/n − (r−1)(c−1)/(n−1)) / min(r̃−1, c̃−1)",
        "V² = max(0, χ²/n − (r−1)(c−1)/(n−1)) / min(r̃−1, c̃−1)",
    ),
    "scales_source_cramer": Label(
        "Bergsma (2013)\xa0; Fisher (1935), Freeman et Halton (1951)\xa0; scipy.stats, 999 tirages à marges fixes",
        "Bergsma (2013); Fisher (1935), Freeman and Halton (1951); scipy.stats, 999 draws with fixed margins",
    ),
    "scales_limit_cramer": Label(
        "r̃ = r − (r−1)²/(n−1), c̃ de même. Effectifs petits\xa0: plus d’une case sur cinq attend moins de 5 initiatives (Cochran, 1954).",
        "r̃ = r − (r−1)²/(n−1), c̃ likewise. Small counts: more than one cell in five expects fewer than 5 initiatives (Cochran, 1954).",
    ),
}
