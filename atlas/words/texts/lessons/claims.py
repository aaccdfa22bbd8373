"""What each claim of the study says, and what the tables make of it."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "lessons_lists": Label("ces listes sont connues à {share}", "{share} of these lists is known"),
    "lesson_scale": Label(
        "Le bassin de vie est une échelle particulièrement pertinente.",
        "The bassin de vie is a particularly relevant scale.",
    ),
    "lesson_scale_figure": Label(
        "des habitants à déplacer pour que ces périmètres suivent les bassins de vie ; {moved_random} pour d'autres réunions d'intercommunalités",
        "of the inhabitants to move for these perimeters to keep to bassins de vie; {moved_random} for other unions of intercommunalités",
    ),
    "lesson_scale_seen": Label(
        "Pour que les périmètres de {perimeters} projets alimentaires soient des bassins de vie entiers, il faudrait déplacer {blind_official} de leurs habitants, contre {blind_random} pour des zones tirées au hasard. Pour les {unions} d'entre eux qui réunissent des intercommunalités, {moved_official} ; {moved_random} pour d'autres réunions d'autant d'intercommunalités. Par ailleurs, {basins} initiatives sur les {known} dont l'échelle est déclarée visent le bassin de vie ({basins_share}) ; {epci}, l'intercommunalité ({epci_share}).",
        "For the perimeters of {perimeters} food projects to be whole bassins de vie, {blind_official} of their inhabitants would have to move, against {blind_random} for zones drawn at random. For the {unions} of them that join intercommunalités, {moved_official}; {moved_random} for other unions of as many intercommunalités. Besides, {basins} of the {known} initiatives with a declared scale aim at the bassin de vie ({basins_share}); {epci} at the intercommunalité ({epci_share}).",
    ),
    "lesson_scale_rule": Label(
        "Soutenue si les projets alimentaires qui réunissent des intercommunalités suivent les bassins de vie mieux que d'autres réunions d'autant d'intercommunalités, par les deux mesures : habitants à déplacer et pourtour commun (p d'au plus 0,05). Contredite s'ils les suivent moins bien par les deux. Mieux suivre que des zones au hasard ne suffit pas : ce sont les intercommunalités qui portent ces projets.",
        "Supported if food projects that join intercommunalités keep to bassins de vie better than other unions of as many intercommunalités, by both measures: inhabitants to move and shared outer border (p of 0.05 at most). Contradicted if they keep to them less well by both. To do better than zones drawn at random is not enough: intercommunalités carry these projects.",
    ),
    "lesson_scale_missing": Label(
        "Les périmètres d'autres coopérations (PTCE, tiers-lieux, territoires zéro chômeur), et qui y coopère avec qui : des paires de lieux d'une même zone diraient plus que des limites.",
        "The perimeters of other cooperations (PTCE, third places, zero-unemployment territories), and who works with whom in them: pairs of places within one zone would tell more than borders.",
    ),
    "lesson_scale_change": Label(
        "Que les deux mesures s'écartent ensemble du hasard : p vaut {moved_p} pour les habitants à déplacer, {outer_p} pour le pourtour ({outer_official} contre {outer_random}).",
        "Both measures leaving chance together: p is {moved_p} for the inhabitants to move, {outer_p} for the outer border ({outer_official} against {outer_random}).",
    ),
    "lesson_ties": Label(
        "Les liens sont plus denses dans les petits territoires que dans les métropoles.",
        "Ties are denser in small territories than in metropolises.",
    ),
    "lesson_ties_figure": Label(
        "initiative pour 100 000 habitants dans les métropoles ; {elsewhere_rate} ailleurs",
        "initiatives per 100,000 inhabitants in the métropoles; {elsewhere_rate} elsewhere",
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
    "lesson_ties_change": Label(
        "Aucun chiffre des tables d'aujourd'hui.",
        "No figure of today's tables.",
    ),
    "lesson_engines": Label(
        "Les collectivités et les habitants sont les moteurs : 6 et 7 des 17 cas de l'étude.",
        "Local authorities and residents are the engines: 6 and 7 of the study's 17 cases.",
    ),
    "lesson_engines_figure": Label(
        "viennent d'une collectivité ou de la société civile, hors types portés par construction ; {least} si l'inconnu compte contre",
        "come from a local authority or civil society, without the types carried by design; {least} with the unknown counted against",
    ),
    "lesson_engines_seen": Label(
        "Sur {known} initiatives dont l'initiateur est connu, {authorities} viennent d'une collectivité et {people} de la société civile ({share} ensemble) ; {mixed} de plusieurs acteurs. Sans les types qu'une collectivité porte par construction : {others} sur {others_known} ({others_share}), et {least} si l'on compte contre l'affirmation celles dont l'initiateur est inconnu. Initiateur inconnu pour {unknown} en tout.",
        "Of {known} initiatives whose initiator is known, {authorities} come from a local authority and {people} from civil society ({share} together); {mixed} from several actors. Without the types that an authority carries by design: {others} of {others_known} ({others_share}), and {least} with those of unknown initiator counted against the claim. Initiator unknown for {unknown} in all.",
    ),
    "lesson_engines_rule": Label(
        "Soutenue si la part des deux, seuls, dépasse la moitié, marge de Wilson à 95 % comprise, dans trois lectures : toutes ; sans les types qu'une collectivité porte par construction ; sans eux, l'inconnu compté contre. Contredite si elle est en dessous dans les trois. Une seule initiative ne doit pas y suffire.",
        "Supported if the share of the two, alone, is above one half, with the margin of Wilson at 95%, in three readings: all; without the types that an authority carries by design; without them, the unknown counted against. Contradicted if it is below in all three. One initiative must not be enough.",
    ),
    "lesson_engines_missing": Label(
        "L'initiateur des initiatives où aucune source ne le dit, tiers-lieux surtout.",
        "The initiator where no source states it, of tiers-lieux above all.",
    ),
    "lesson_engines_change": Label(
        "Initiatives à compter autrement : {turn}. « Inconnu » : aucun nombre n'y suffit, tant que l'initiateur manque pour autant d'initiatives.",
        "Initiatives to be counted otherwise: {turn}. “Unknown”: no number is enough as long as so many have no known initiator.",
    ),
    "lesson_public_money": Label(
        "L'argent public est décisif pour consolider.", "Public money is decisive for consolidation."
    ),
    "lesson_public_money_figure": Label(
        "d'argent public, contre {rest_others} de tout autre, sans le plus grand programme",
        "of public money, against {rest_others} of all other, without the largest programme",
    ),
    "lesson_public_money_seen": Label(
        "{public} d'argent public connu, annoncé plutôt que versé pour {announced}, dont {largest} d'un seul programme, contre {private} d'argent privé ; {open} de financeurs mêlés ou non précisés. Sans ce programme : {public_others} d'argent public, {rest_others} d'autre argent. Sans les types qu'une collectivité porte par construction : {public_free} et {rest_free}. Montants connus pour {funded} initiatives sur {initiatives}.",
        "{public} of known public money, {announced} of it announced rather than paid, of which {largest} from one programme, against {private} of private money; {open} from mixed or unstated funders. Without that programme: {public_others} of public money, {rest_others} of other money. Without the types that an authority carries by design: {public_free} and {rest_free}. Amounts known for {funded} of {initiatives} initiatives.",
    ),
    "lesson_public_money_rule": Label(
        "Soutenue, pour le poids et non pour l'effet, si l'argent public l'emporte sur tout le reste dans trois lectures, chacune encore sans n'importe quelle initiative : tout ; sans le plus grand programme ; sans les types qu'une collectivité porte par construction. Contredite dans le cas inverse.",
        "Supported, as to weight and not effect, if public money outweighs all the rest in three readings, each still without any one initiative: all; without the largest programme; without the types that an authority carries by design. Contradicted in the opposite case.",
    ),
    "lesson_public_money_missing": Label(
        "Les comptes des initiatives, et le sort de celles qui n'ont pas été aidées : les montants connus viennent surtout de programmes publics, qui les publient.",
        "The accounts of the initiatives, and the fate of those that got no aid: known amounts come mostly from public programmes, which publish them.",
    ),
    "lesson_public_money_change": Label(
        "Dans la lecture la plus serrée, la marge est de {margin}, et une seule initiative pèse {one}.",
        "In the closest reading the margin is {margin}, and one initiative weighs {one}.",
    ),
    "lesson_equity": Label(
        "Les fonds propres sont trop rares à côté des subventions.",
        "Equity is too rare beside subsidies.",
    ),
    "lesson_equity_figure": Label(
        "de fonds propres, contre {subsidy} de subventions ; {open} de nature inconnue ou mêlée",
        "of equity, against {subsidy} of grants; {open} of unknown or mixed nature",
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
    "lesson_equity_change": Label(
        "{margin} de plus d'un côté.",
        "{margin} more on one side.",
    ),
    "lesson_structure_costs": Label(
        "La structure et l'ingénierie sont sous-financées.",
        "Structure and engineering costs are underfunded.",
    ),
    "lesson_structure_costs_figure": Label(
        "pour la structure, contre {others} pour tout autre usage ; {open} d'usage inconnu ou mêlé",
        "for the structure, against {others} for all other purposes; {open} of unknown or mixed purpose",
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
    "lesson_structure_costs_change": Label(
        "{margin} de plus d'un côté.",
        "{margin} more on one side.",
    ),
    "lesson_governance": Label(
        "Les échelles de gouvernance s'empilent, et une initiative a plusieurs personnes morales.",
        "Scales of governance pile up, and one initiative has several legal entities.",
    ),
    "lesson_governance_figure": Label(
        "des {known} initiatives dont la forme juridique est connue en ont plusieurs",
        "of the {known} initiatives with a known legal form have several",
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
    "lesson_governance_change": Label(
        "Initiatives à plusieurs formes en plus ou en moins : {turn}.",
        "Initiatives with several forms more or fewer: {turn}.",
    ),
    "lesson_enterprise": Label(
        "Une culture entrepreneuriale du territoire aide.", "A territory's entrepreneurial culture helps."
    ),
    "lesson_enterprise_figure": Label(
        "des initiateurs connus sont des entreprises ou de l'économie sociale et solidaire",
        "of the known initiators are companies or of the social economy",
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
    "lesson_enterprise_change": Label(
        "Aucun chiffre des tables d'aujourd'hui.",
        "No figure of today's tables.",
    ),
    "lesson_isolation": Label(
        "Les initiatives sont dispersées et isolées les unes des autres.",
        "Initiatives are scattered and isolated from each other.",
    ),
    "lesson_isolation_figure": Label(
        "n'ont aucune autre connue du même type à moins de {reach} ; au hasard, de {alone_low} à {alone_high}",
        "have no other known of their type within {reach}; at random, {alone_low} to {alone_high}",
    ),
    "lesson_isolation_seen": Label(
        "Parmi les types dont la liste est complète ou presque, {alone} initiatives sur {listed} n'ont aucune autre connue du même type à moins de {reach} ({share}) ; placées au hasard là où vivent les gens, dans le même cadre, de {alone_low} à {alone_high}. Tous types : {without_any} sur {placed} n'ont aucune autre initiative connue à cette distance ({without_any_share}) ; au hasard, de {without_any_low} à {without_any_high}. Une liste incomplète fait paraître plus seul.",
        "Among the types whose list is complete or nearly so, {alone} of {listed} initiatives have no other known one of the same type within {reach} ({share}); placed at random where people live, in the same setting, {alone_low} to {alone_high}. All types: {without_any} of {placed} have no other known initiative within that distance ({without_any_share}); at random, {without_any_low} to {without_any_high}. An incomplete list makes them look more alone.",
    ),
    "lesson_isolation_rule": Label(
        "Soutenue si, à cette distance, plus de la moitié n'a pas de pareille et plus de la moitié n'a aucune autre initiative (marge de Wilson à 95 %, celles sans lieu comptées contre, encore sans les types qu'une collectivité porte par construction), et si les deux parts dépassent 97,5 % des {draws} placements au hasard ; contredite si tout est en dessous ; sinon elle ne tranche pas.",
        "Supported if, within that distance, more than half have no like and more than half have no other initiative at all (margin of Wilson at 95%, those without a place counted against, also without the types that an authority carries by design), and both shares are above 97.5% of the {draws} placements at random; contradicted if all are below; else it cannot say.",
    ),
    "lesson_isolation_missing": Label(
        "Les réseaux dont chaque initiative est membre : être loin n'est pas ne pas se connaître.",
        "The networks each initiative belongs to: to be far is not to be strangers.",
    ),
    "lesson_isolation_change": Label(
        "Initiatives à compter autrement pour que les parts passent la moitié : {turn} ; et des parts hors de celles du hasard.",
        "Initiatives to be counted otherwise for the shares to pass one half: {turn}; and shares outside those of chance.",
    ),
}
