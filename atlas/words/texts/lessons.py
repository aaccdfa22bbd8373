"""Sentences of the page that sets the study's claims beside the atlas's figures, and of each figure."""

from atlas.vocabulary import Label

_KNOWN_INITIATOR = Label("Initiatives dont l'initiateur est connu", "Initiatives whose initiator is known")

TEXTS: dict[str, Label] = {
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
        "Sur neuf : {supports} vont dans le sens de l'étude, {contradicts} contre, {cannot_say} ne tranchent pas.",
        "Of nine: {supports} support the study, {contradicts} contradict it, {cannot_say} cannot say.",
    ),
    "lessons_own": Label("Compter aussi vos données", "Count your own data as well"),
    "lessons_rule": Label("Règle du verdict", "Rule of the verdict"),
    "lessons_missing": Label("Ce qui trancherait", "What would settle it"),
    "lessons_table": Label("Tous les chiffres", "All figures"),
    "lessons_claim": Label("Affirmation", "Claim"),
    "lessons_verdict": Label("Verdict", "Verdict"),
    "lessons_figure": Label("Chiffre", "Figure"),
    "lessons_value": Label("Valeur", "Value"),
    "lessons_open_carte": Label("Voir sur la carte", "See it on the map"),
    "lessons_open_financements": Label("Voir l'argent", "See the money"),
    "lessons_open_pairs": Label("Voir le réseau", "See the network"),
    "lessons_open_echelles": Label("Tester les échelles", "Test the scales"),
    # The claims
    "lessons_lists": Label("ces listes sont connues à {share}", "{share} of these lists is known"),
    "lesson_scale": Label(
        "Le bassin de vie est une échelle particulièrement pertinente.",
        "The bassin de vie is a particularly relevant scale.",
    ),
    "lesson_scale_seen": Label(
        "{basins} initiatives sur les {known} dont l'échelle est déclarée visent le bassin de vie ({basins_share}) ; {epci} visent l'intercommunalité ({epci_share}).",
        "{basins} of the {known} initiatives with a declared scale aim at the bassin de vie ({basins_share}); {epci} aim at the intercommunalité ({epci_share}).",
    ),
    "lesson_scale_rule": Label(
        "Soutenue si le bassin de vie est l'échelle la plus souvent déclarée. Jamais contredite : l'échelle déclarée est surtout le périmètre du porteur que la liste nomme.",
        "Supported if the bassin de vie is the scale declared most often. Never contradicted: the declared scale is mostly the perimeter of the carrier that the list names.",
    ),
    "lesson_scale_missing": Label(
        "Le périmètre réel des coopérations, et la comparaison des bassins de vie avec des zonages tirés au hasard, que la page Échelles permet.",
        "The real perimeter of cooperation, and the comparison of bassins de vie with random zonings that the page Scales offers.",
    ),
    "lesson_ties": Label(
        "Les liens sont plus denses dans les petits territoires que dans les métropoles.",
        "Ties are denser in small territories than in metropolises.",
    ),
    "lesson_ties_seen": Label(
        "Pour les {types} types dont la liste est complète ou presque : {metropoles_rate} initiative pour 100 000 habitants dans les métropoles ({metropoles}), {elsewhere_rate} ailleurs ({elsewhere}). Ce sont des initiatives, pas des liens.",
        "For the {types} types whose list is complete or nearly so: {metropoles_rate} initiatives per 100,000 inhabitants in the métropoles ({metropoles}), {elsewhere_rate} elsewhere ({elsewhere}). These are initiatives, not ties.",
    ),
    "lesson_ties_rule": Label(
        "Ne tranche pas tant qu'aucune table ne dit qui coopère avec qui.",
        "Cannot say as long as no table tells who works with whom.",
    ),
    "lesson_ties_missing": Label(
        "Les listes de membres des initiatives, avec la commune de chaque membre.",
        "Lists of the initiatives' members, with each member's commune.",
    ),
    "lesson_engines": Label(
        "Les collectivités et les habitants sont les moteurs : 6 et 7 des 17 cas de l'étude.",
        "Local authorities and residents are the engines: 6 and 7 of the study's 17 cases.",
    ),
    "lesson_engines_seen": Label(
        "Sur {known} initiatives dont l'initiateur est connu, {authorities} viennent d'une collectivité et {people} de la société civile ({share} ensemble, de {least} à {most} selon le type que l'on retire) ; {mixed} de plusieurs acteurs. Initiateur inconnu pour {unknown}.",
        "Of {known} initiatives whose initiator is known, {authorities} come from a local authority and {people} from civil society ({share} together, from {least} to {most} as one type or another is left out); {mixed} from several actors. Initiator unknown for {unknown}.",
    ),
    "lesson_engines_rule": Label(
        "Soutenue si la part des deux, seuls, dépasse la moitié, marge de Wilson à 95 % comprise, et encore sans n'importe quel type ; contredite dans le cas inverse.",
        "Supported if the share of the two, alone, is above one half, with the margin of Wilson at 95%, and still without any one type; contradicted in the opposite case.",
    ),
    "lesson_engines_missing": Label(
        "L'initiateur des initiatives où aucune source ne le dit ; les listes de projets alimentaires pèsent du côté des collectivités, qui les portent par construction.",
        "The initiator where no source states it; the lists of food projects weigh on the side of local authorities, which carry them by design.",
    ),
    "lesson_public_money": Label(
        "L'argent public est décisif pour consolider.", "Public money is decisive for consolidation."
    ),
    "lesson_public_money_seen": Label(
        "{public} d'argent public connu, annoncé plutôt que versé pour {announced}, dont {largest} d'un seul programme, contre {private} d'argent privé ; {open} de financeurs mêlés ou non précisés. Sans ce programme : {public_others} d'argent public, {rest_others} d'autre argent. Montants connus pour {funded} initiatives sur {initiatives}.",
        "{public} of known public money, {announced} of it announced rather than paid, of which {largest} from one programme, against {private} of private money; {open} from mixed or unstated funders. Without that programme: {public_others} of public money, {rest_others} of other money. Amounts known for {funded} of {initiatives} initiatives.",
    ),
    "lesson_public_money_rule": Label(
        "Soutenue, pour le poids et non pour l'effet, si l'argent public l'emporte sur tout le reste même sans le plus grand programme.",
        "Supported, as to weight and not effect, if public money outweighs all the rest even without the largest programme.",
    ),
    "lesson_public_money_missing": Label(
        "Les comptes des initiatives, et le sort de celles qui n'ont pas été aidées : les montants connus viennent surtout de programmes publics, qui les publient.",
        "The accounts of the initiatives, and the fate of those that got no aid: known amounts come mostly from public programmes, which publish them.",
    ),
    "lesson_equity": Label(
        "Les fonds propres sont trop rares à côté des subventions.",
        "Equity is too rare beside subsidies.",
    ),
    "lesson_equity_seen": Label(
        "{equity} de fonds propres connus contre {subsidy} de subventions ({share} de fonds propres) ; la nature de {open} est mêlée ou non précisée.",
        "{equity} of known equity against {subsidy} of subsidies ({share} equity); the nature of {open} is mixed or not stated.",
    ),
    "lesson_equity_rule": Label(
        "Soutenue si les fonds propres restent moindres même en leur ajoutant tout ce dont la nature est inconnue ; contredite dans le cas inverse.",
        "Supported if equity stays the smaller even with all money of unknown nature added to it; contradicted in the opposite case.",
    ),
    "lesson_equity_missing": Label(
        "Le partage entre subventions et fonds propres de Territoires d'innovation, que ses annonces donnent en un seul montant.",
        "The split between subsidies and equity of Territoires d'innovation, announced as one amount.",
    ),
    "lesson_structure_costs": Label(
        "La structure et l'ingénierie sont sous-financées.",
        "Structure and engineering costs are underfunded.",
    ),
    "lesson_structure_costs_seen": Label(
        "{structure} connus pour la structure contre {others} pour tout autre usage ({share}) ; l'usage de {open} est mêlé ou non précisé.",
        "{structure} known for structure against {others} for all other purposes ({share}); the purpose of {open} is mixed or not stated.",
    ),
    "lesson_structure_costs_rule": Label(
        "Soutenue si la structure reste moindre même en lui ajoutant tout ce dont l'usage est inconnu ; contredite dans le cas inverse.",
        "Supported if structure stays the smaller even with all money of unknown purpose added to it; contradicted in the opposite case.",
    ),
    "lesson_structure_costs_missing": Label(
        "Les besoins : ce qu'une équipe coûte chaque année, face à ce qu'elle reçoit pour elle-même.",
        "The needs: what a team costs each year, beside what it receives for itself.",
    ),
    "lesson_governance": Label(
        "Les échelles de gouvernance s'empilent, et une initiative a plusieurs personnes morales.",
        "Scales of governance pile up, and one initiative has several legal entities.",
    ),
    "lesson_governance_seen": Label(
        "{several} initiatives sur les {known} dont la forme juridique est connue en ont plusieurs ; pour {stacked} sur {funded}, plusieurs niveaux publics sont cités comme payeurs.",
        "{several} of the {known} initiatives whose legal form is known have several; for {stacked} of {funded}, several public levels are named as payers.",
    ),
    "lesson_governance_rule": Label(
        "Soutenue si la plupart des formes connues sont multiples. Jamais contredite : une forme qu'aucune source ne nomme peut exister.",
        "Supported if most known forms are several. Never contradicted: a form that no source names may exist.",
    ),
    "lesson_governance_missing": Label(
        "Les statuts et les numéros SIREN de toutes les structures d'une initiative.",
        "The statutes and SIREN numbers of all bodies of an initiative.",
    ),
    "lesson_enterprise": Label(
        "Une culture entrepreneuriale du territoire aide.", "A territory's entrepreneurial culture helps."
    ),
    "lesson_enterprise_seen": Label(
        "{companies} initiatives sur {known} dont l'initiateur est connu viennent d'entreprises ou de l'économie sociale et solidaire ({share}) : cela ne mesure pas une culture.",
        "{companies} of {known} initiatives whose initiator is known come from companies or the social economy ({share}): that measures no culture.",
    ),
    "lesson_enterprise_rule": Label(
        "Ne tranche pas : aucune table ne mesure cette culture.",
        "Cannot say: no table measures that culture.",
    ),
    "lesson_enterprise_missing": Label(
        "Les créations d'entreprises et l'emploi coopératif par bassin de vie (répertoire Sirene), joints aux initiatives.",
        "Business creations and cooperative jobs by bassin de vie (Sirene register), joined to the initiatives.",
    ),
    "lesson_isolation": Label(
        "Les initiatives sont dispersées et isolées les unes des autres.",
        "Initiatives are scattered and isolated from each other.",
    ),
    "lesson_isolation_seen": Label(
        "Parmi les types dont la liste est complète ou presque, {alone} initiatives sur {listed} n'ont aucune autre connue du même type à moins de {reach} ({share}). Tous types : {without_any} sur {placed} n'ont aucune autre initiative connue à cette distance ({without_any_share}). Une liste incomplète fait paraître plus seul.",
        "Among the types whose list is complete or nearly so, {alone} of {listed} initiatives have no other known one of the same type within {reach} ({share}). All types: {without_any} of {placed} have no other known initiative within that distance ({without_any_share}). An incomplete list makes them look more alone.",
    ),
    "lesson_isolation_rule": Label(
        "Soutenue si, à cette distance, plus de la moitié n'a pas de pareille et plus de la moitié n'a aucune autre initiative, marge de Wilson à 95 % comprise ; contredite si les deux sont en dessous ; sinon elle ne tranche pas.",
        "Supported if, within that distance, more than half have no like and more than half have no other initiative at all, with the margin of Wilson at 95%; contradicted if both are below; else it cannot say.",
    ),
    "lesson_isolation_missing": Label(
        "Les réseaux dont chaque initiative est membre : être loin n'est pas ne pas se connaître.",
        "The networks each initiative belongs to: to be far is not to be strangers.",
    ),
    "lesson_scale_basins": Label(
        "Initiatives qui visent le bassin de vie", "Initiatives that aim at the bassin de vie"
    ),
    "lesson_scale_epci": Label(
        "Initiatives qui visent l'intercommunalité", "Initiatives that aim at the intercommunalité"
    ),
    "lesson_scale_known": Label(
        "Initiatives dont l'échelle est déclarée", "Initiatives with a declared scale"
    ),
    "lesson_scale_basins_share": Label(
        "Part d'entre elles qui visent le bassin de vie", "Share of those that aim at the bassin de vie"
    ),
    "lesson_scale_epci_share": Label(
        "Part d'entre elles qui visent l'intercommunalité", "Share of those that aim at the intercommunalité"
    ),
    "lesson_ties_types": Label(
        "Types dont la liste est complète ou presque", "Types whose list is complete or nearly so"
    ),
    "lesson_ties_list_share": Label("Part connue de ces listes", "Part known of these lists"),
    "lesson_ties_metropoles": Label(
        "Initiatives de ces types dans les métropoles", "Initiatives of these types in the métropoles"
    ),
    "lesson_ties_metropoles_rate": Label(
        "Les mêmes, pour 100 000 habitants des métropoles",
        "The same per 100,000 inhabitants of the métropoles",
    ),
    "lesson_ties_elsewhere": Label(
        "Initiatives de ces types ailleurs", "Initiatives of these types elsewhere"
    ),
    "lesson_ties_elsewhere_rate": Label(
        "Les mêmes, pour 100 000 habitants d'ailleurs", "The same per 100,000 inhabitants elsewhere"
    ),
    "lesson_engines_authorities": Label(
        "Initiatives d'une collectivité seule", "Initiatives of a local authority alone"
    ),
    "lesson_engines_people": Label(
        "Initiatives de la société civile seule", "Initiatives of civil society alone"
    ),
    "lesson_engines_mixed": Label("Initiatives de plusieurs acteurs", "Initiatives of several actors"),
    "lesson_engines_known": _KNOWN_INITIATOR,
    "lesson_engines_share": Label(
        "Part d'une collectivité seule ou de la société civile seule",
        "Share of a local authority alone or of civil society alone",
    ),
    "lesson_engines_least": Label(
        "La plus petite de ces parts, un type retiré", "The smallest such share with one type left out"
    ),
    "lesson_engines_most": Label(
        "La plus grande de ces parts, un type retiré", "The largest such share with one type left out"
    ),
    "lesson_engines_unknown": Label(
        "Initiatives dont l'initiateur est inconnu", "Initiatives whose initiator is unknown"
    ),
    "lesson_public_money_public": Label("Argent public", "Public money"),
    "lesson_public_money_announced": Label(
        "Part de l'argent public annoncée", "Share of the public money announced"
    ),
    "lesson_public_money_public_others": Label(
        "Argent public, sans le plus grand programme", "Public money, without the largest programme"
    ),
    "lesson_public_money_rest_others": Label(
        "Tout autre argent, sans le plus grand programme", "All other money, without the largest programme"
    ),
    "lesson_public_money_private": Label("Argent privé", "Private money"),
    "lesson_public_money_open": Label(
        "Argent de financeurs mêlés ou non précisés", "Money of mixed or unstated funders"
    ),
    "lesson_public_money_largest": Label("Argent du plus grand programme", "Money of the largest programme"),
    "lesson_public_money_funded": Label(
        "Initiatives dont un montant est connu", "Initiatives with a known amount"
    ),
    "lesson_public_money_initiatives": Label("Toutes les initiatives", "All initiatives"),
    "lesson_equity_equity": Label("Fonds propres", "Equity"),
    "lesson_equity_subsidy": Label("Subventions", "Subsidies"),
    "lesson_equity_open": Label(
        "Argent de nature mêlée ou non précisée", "Money of a mixed or unstated nature"
    ),
    "lesson_equity_share": Label(
        "Part des fonds propres, face aux subventions", "Share of equity, against subsidies"
    ),
    "lesson_structure_costs_structure": Label(
        "Argent pour la structure et l'ingénierie", "Money for structure and engineering"
    ),
    "lesson_structure_costs_others": Label("Argent pour tout autre usage", "Money for all other purposes"),
    "lesson_structure_costs_open": Label(
        "Argent d'usage mêlé ou non précisé", "Money of a mixed or unstated purpose"
    ),
    "lesson_structure_costs_share": Label(
        "Part de la structure et de l'ingénierie, usages connus",
        "Share of structure and engineering among known purposes",
    ),
    "lesson_governance_several": Label(
        "Initiatives à plusieurs formes juridiques", "Initiatives with several legal forms"
    ),
    "lesson_governance_known": Label(
        "Initiatives dont la forme juridique est connue", "Initiatives whose legal form is known"
    ),
    "lesson_governance_stacked": Label(
        "Initiatives dont plusieurs niveaux publics sont cités",
        "Initiatives with several public levels named",
    ),
    "lesson_governance_funded": Label(
        "Initiatives dont un niveau public ou plus est cité",
        "Initiatives with one public level or more named",
    ),
    "lesson_enterprise_companies": Label(
        "Initiatives d'entreprises ou de l'économie sociale et solidaire",
        "Initiatives of companies or of the social economy",
    ),
    "lesson_enterprise_known": _KNOWN_INITIATOR,
    "lesson_enterprise_share": Label(
        "Part d'entreprises ou de l'économie sociale et solidaire",
        "Share of companies or of the social economy",
    ),
    "lesson_isolation_alone": Label(
        "Initiatives sans autre du même type à portée, listes complètes ou presque",
        "Initiatives with no other of their type within reach, lists complete or nearly so",
    ),
    "lesson_isolation_listed": Label(
        "Initiatives des types dont la liste est complète ou presque",
        "Initiatives of types whose list is complete or nearly so",
    ),
    "lesson_isolation_list_share": Label("Part connue de ces listes", "Part known of these lists"),
    "lesson_isolation_share": Label(
        "Part sans autre du même type à portée, listes complètes ou presque",
        "Share with no other of their type within reach, lists complete or nearly so",
    ),
    "lesson_isolation_alone_of_all": Label(
        "Initiatives sans autre du même type à portée, toutes listes",
        "Initiatives with no other of their type within reach, all lists",
    ),
    "lesson_isolation_placed": Label("Initiatives dont le lieu est connu", "Initiatives with a known place"),
    "lesson_isolation_without_any": Label(
        "Initiatives sans aucune autre à portée", "Initiatives with no other at all within reach"
    ),
    "lesson_isolation_without_any_share": Label(
        "Part sans aucune autre à portée", "Share with no other at all within reach"
    ),
    "lesson_isolation_median_km": Label(
        "Distance médiane à la plus proche du même type", "Median distance to the nearest of the same type"
    ),
    "lesson_isolation_reach": Label("Portée", "Reach"),
}
