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
        "Zonages de référence, tirés une fois pour toutes\xa0: dans chaque partie de la France (métropole et ses îles, Corse, chaque département d’outre-mer), on part d’un zonage au hasard\xa0; une commune passe à une zone voisine, ou une zone se dissout et une autre se coupe, avec une probabilité min(1, exp(−Δ/τ − β Δc)), Δ étant l’écart aux populations officielles de même rang, Δc les limites coupées, τ décroissant. Aucune zone ne se rompt ni ne disparaît. Les îles sont reliées à la commune la plus proche au-delà de l’eau.",
        "Reference zonings, drawn once for all: in each part of France (mainland and its islands, Corsica, each overseas département) the walk starts at a random zoning; a commune goes to a zone beside it, or a zone dissolves and another is cut, with probability min(1, exp(−Δ/τ − β Δc)): Δ the gap to official populations of equal rank, Δc the borders cut, τ falling. No zone breaks or vanishes. Islands are tied to the nearest commune across the water.",
    ),
    "scales_rule_null": Label(
        "Sont tenus\xa0: les communes et ce qu’elles portent, le nombre de zones de chaque partie, leurs populations, l’étendue des limites, un seul tenant. Ne le sont pas\xa0: le nombre de communes par zone, les bourgs-centres, les navettes sur lesquelles les zonages officiels reposent. Quelques tirages partent du zonage officiel, pour voir s’il est oublié\xa0: si leur verdict diffère, aucun n’est donné. Les deux tirages plus simples ne tiennent que le nombre de zones\xa0; comme l’indice dépend des populations, ils ne mesurent que la sensibilité.",
        "Held: the communes and what they carry, the number of zones of each part, their populations, the extent of borders, one piece. Not held: communes per zone, town centres, the commuting on which official zonings rest. Some draws begin at the official zoning, to see whether it is forgotten: where their verdict differs, none is given. The two simpler ways to draw hold the number of zones alone; as the index depends on populations, they only show sensitivity.",
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
    "scales_what_gini_people": Label(
        "Indice de Gini entre habitants", "Gini coefficient between inhabitants"
    ),
    "scales_formula_gini_people": Label(
        "G = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 Σᵢ wᵢ xᵢ), w\xa0: part des habitants",
        "G = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 Σᵢ wᵢ xᵢ), w: share of inhabitants",
    ),
    "scales_source_gini_people": Label("Cowell (2011)", "Cowell (2011)"),
    "scales_limit_gini_people": Label(
        "Chaque habitant a la valeur de son territoire. Sans poids, l’indice n’est guère que la part des territoires à zéro quand peu en ont.",
        "Each inhabitant has the value of their territory. Without weights the coefficient is little but the share of territories at zero, where few have anything.",
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
        "Positif si les voisins se ressemblent. Le hasard de référence place chaque valeur n’importe où. Pour un taux par habitant, p vient des taux corrigés de leur incertitude dans les petits territoires (Assunção et Reis, 1999\xa0; esda.Moran_Rate).",
        "Positive where neighbours are alike. The reference puts each value anywhere. Of a rate per inhabitant, p is that of rates corrected for being less sure in small territories (Assunção and Reis, 1999; esda.Moran_Rate).",
    ),
    "scales_what_lisa": Label("Grappes (LISA)", "Clusters (LISA)"),
    "scales_formula_lisa": Label("Iᵢ = (n − 1) zᵢ Σⱼ wᵢⱼ zⱼ / Σₖ zₖ²", "Iᵢ = (n − 1) zᵢ Σⱼ wᵢⱼ zⱼ / Σₖ zₖ²"),
    "scales_source_lisa": Label(
        "Anselin (1995)\xa0; esda.Moran_Local, 9\xa0999 permutations\xa0; Benjamini et Hochberg (1995), esda.fdr à 5\xa0%",
        "Anselin (1995); esda.Moran_Local, 9,999 permutations; Benjamini and Hochberg (1995), esda.fdr at 5%",
    ),
    "scales_limit_lisa": Label(
        "Avec 9\xa0999 permutations, aucun p n’est sous 0,0002\xa0: une grappe isolée parmi des milliers de territoires ne peut pas devenir significative.",
        "With 9,999 permutations no p is below 0.0002: a lone cluster among thousands of territories cannot become significant.",
    ),
    "scales_what_zoning": Label("Place parmi les zonages au hasard", "Place among random zonings"),
    "scales_formula_zoning": Label("p = min(1, 2 (r + 1) / (n + 1))", "p = min(1, 2 (r + 1) / (n + 1))"),
    "scales_source_zoning": Label(
        "Openshaw (1984)\xa0; Kirkpatrick, Gelatt et Vecchi (1983)\xa0; DeFord, Duchin et Solomon (2021)\xa0; Davison et Hinkley (1997)",
        "Openshaw (1984); Kirkpatrick, Gelatt and Vecchi (1983); DeFord, Duchin and Solomon (2021); Davison and Hinkley (1997)",
    ),
    "scales_limit_zoning": Label(
        "r\xa0: tirages au moins aussi éloignés du côté le plus proche. Être «\xa0comme le hasard\xa0» ne dit pas qu’un zonage est mauvais, mais que cet indicateur ne le distingue pas.",
        "r: draws at least as far out on the nearer side. “Like a random zoning” does not say that a zoning is bad, but that this indicator does not tell it apart.",
    ),
    "scales_what_misfit": Label("Habitants à déplacer", "Inhabitants to move"),
    "scales_formula_misfit": Label(
        "Σ_z min(P(S∩z), P(z∖S)) / P(S)\xa0; S\xa0: périmètre, z\xa0: zone, P\xa0: habitants",
        "Σ_z min(P(S∩z), P(z∖S)) / P(S); S: perimeter, z: zone, P: inhabitants",
    ),
    "scales_source_misfit": Label("De l’atlas", "The atlas’s own"),
    "scales_limit_misfit": Label(
        "0 si le périmètre est fait de zones entières. Plus une zone est grande devant le périmètre, plus il s’approche de 1.",
        "0 where the perimeter is whole zones. The larger a zone beside the perimeter, the nearer to 1.",
    ),
    "scales_what_border": Label("Limites communes", "Shared borders"),
    "scales_formula_border": Label(
        "J = c(pourtour) − c(intérieur), c\xa0: part des limites entre communes qui séparent deux zones",
        "J = c(outer) − c(inner), c: share of borders between communes that part two zones",
    ),
    "scales_source_border": Label(
        "De l’atlas, d’après l’indice de Youden", "The atlas’s own, after Youden’s index"
    ),
    "scales_limit_border": Label(
        "0 si le périmètre ignore les zones, si découpées soient-elles\xa0; 1 au mieux. Comme le précédent, il se lit contre des zones au hasard de mêmes populations, puis contre d’autres réunions d’autant d’EPCI autour de la même.",
        "0 where the perimeter ignores zones, however ragged; 1 at best. Like the one before, it is read against random zones of the same populations, then against other unions of as many EPCI round the same one.",
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
