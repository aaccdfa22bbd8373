"""What each figure of a lesson counts."""

from atlas.vocabulary import Label

_KNOWN_INITIATOR = Label("Initiatives dont l'initiateur est connu", "Initiatives whose initiator is known")
_TURN = Label(
    "Initiatives à compter autrement pour changer le verdict",
    "Initiatives to be counted otherwise to change the verdict",
)

TEXTS: dict[str, Label] = {
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
    "lesson_scale_perimeters": Label(
        "Projets alimentaires dont le périmètre est connu", "Food projects whose perimeter is known"
    ),
    "lesson_scale_unions": Label(
        "Projets alimentaires qui réunissent des intercommunalités entières",
        "Food projects that join whole intercommunalités",
    ),
    "lesson_scale_blind_official": Label(
        "Habitants à déplacer vers des bassins de vie entiers", "Inhabitants to move for whole bassins de vie"
    ),
    "lesson_scale_blind_random": Label(
        "De même, vers des zones tirées au hasard", "The same, for zones drawn at random"
    ),
    "lesson_scale_moved_official": Label(
        "Habitants à déplacer, pour ces réunions", "Inhabitants to move, for these unions"
    ),
    "lesson_scale_moved_random": Label(
        "De même, pour d'autres réunions d'autant d'intercommunalités",
        "The same, for other unions of as many intercommunalités",
    ),
    "lesson_scale_moved_p": Label("p de cet écart", "p of this difference"),
    "lesson_scale_outer_official": Label(
        "Part du pourtour qui limite un bassin de vie",
        "Share of the outer border that bounds a bassin de vie",
    ),
    "lesson_scale_outer_random": Label("De même, pour d'autres réunions", "The same, for other unions"),
    "lesson_scale_outer_p": Label("p de cet écart, pour le pourtour", "p of this difference, for the border"),
    "lesson_engines_turn": _TURN,
    "lesson_governance_turn": _TURN,
    "lesson_isolation_turn": _TURN,
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
    "lesson_engines_others": Label(
        "Des deux, hors types portés par construction",
        "Of the two, without the types carried by design",
    ),
    "lesson_engines_others_known": Label(
        "Initiateur connu, hors ces types",
        "Known initiator, without these types",
    ),
    "lesson_engines_others_share": Label(
        "Part des deux, hors ces types",
        "Share of the two, without these types",
    ),
    "lesson_engines_least": Label(
        "La même part, l'inconnu compté contre",
        "The same share, the unknown counted against",
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
    "lesson_public_money_public_free": Label(
        "Argent public, hors types portés par construction",
        "Public money, without the types carried by design",
    ),
    "lesson_public_money_rest_free": Label(
        "Tout autre argent, hors ces types",
        "All other money, without these types",
    ),
    "lesson_public_money_margin": Label(
        "Marge de la lecture la plus serrée",
        "Margin of the closest reading",
    ),
    "lesson_public_money_one": Label(
        "Poids de l'initiative qui y pèse le plus",
        "Weight of the initiative that weighs the most there",
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
    "lesson_equity_margin": Label(
        "Argent qui changerait le verdict",
        "Money that would change the verdict",
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
    "lesson_structure_costs_margin": Label(
        "Argent qui changerait le verdict",
        "Money that would change the verdict",
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
    "lesson_isolation_draws": Label(
        "Placements au hasard",
        "Placements at random",
    ),
    "lesson_isolation_alone_low": Label(
        "Part sans pareille, placements au hasard (2,5 %)",
        "Share with no like, placements at random (2.5%)",
    ),
    "lesson_isolation_alone_high": Label(
        "La même (97,5 %)",
        "The same (97.5%)",
    ),
    "lesson_isolation_without_any_low": Label(
        "Part sans aucune autre, placements au hasard (2,5 %)",
        "Share with no other, placements at random (2.5%)",
    ),
    "lesson_isolation_without_any_high": Label(
        "La même (97,5 %)",
        "The same (97.5%)",
    ),
}
