"""Sentences of the page of sources and methods."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    # Sources and methods
    "doc_reading": Label("Ce que contient l'atlas", "What the atlas holds"),
    "doc_reading_1": Label(
        "{n} initiatives, dont {located} situées à la commune, {wider} connues par leur département ou leur région seulement (elles comptent à ces niveaux) et {nowhere} connues par leur nom seul (elles ne comptent que dans les totaux de France), et {lines} lignes de financement. Chaque fait garde sa source, sa fiabilité et ses doutes ; ce qui n'est pas connu reste inconnu.",
        "{n} initiatives, of which {located} are placed at a commune, {wider} are known by their département or région only (they count at those levels) and {nowhere} by their name alone (they count in the totals of France only), and {lines} funding lines. Every fact keeps its source, its confidence and its doubts; what is not known stays unknown.",
    ),
    "doc_reading_2": Label(
        "Pour {stated} initiatives, la source nomme la commune du siège : point plein. Pour {inferred}, le point est une référence (ville éponyme, chef-lieu du porteur, commune la plus peuplée de l'EPCI, ville choisie dans le territoire) : point creux, et la fiche dit pourquoi ce point.",
        "For {stated} initiatives the source names the seat commune: filled point. For {inferred} the point is a reference (eponymous town, seat of the carrier, most populous commune of the EPCI, a chosen town of the territory): hollow point, and the sheet says why.",
    ),
    "doc_reading_3": Label(
        "Plusieurs labels au même endroit font plusieurs lignes (Le Mené, Figeac, Grenoble, Mouans-Sartoux, Royans-Vercors, Biovallée) : un lieu, plusieurs programmes. Les monnaies fusionnées (Moneko, Gemme) figurent à côté de celles qu'elles ont remplacées. Sur la carte, les points d'une même commune sont posés côte à côte.",
        "Several labels at one place give several rows (Le Mené, Figeac, Grenoble, Mouans-Sartoux, Royans-Vercors, Biovallée): one place, several programmes. Merged currencies (Moneko, Gemme) stand beside those they replaced. On the map, the points of one commune stand side by side.",
    ),
    "doc_reading_4": Label(
        "L'année de départ n'a pas le même sens pour toutes (label, lancement, annonce, création) : la fiche et le tableau le disent.",
        "The start year does not mean the same for all (label, launch, announcement, creation): the sheet and the table say so.",
    ),
    "doc_completeness": Label("Complétude par type", "Completeness by type"),
    "doc_completeness_1": Label(
        "Une absence ne vaut « aucune initiative » que si la liste du type est complète, si toutes les initiatives choisies sont situées au niveau de la carte et si aucun filtre ne porte sur un fait souvent inconnu (échelle, année, financeur, texte). Sinon la carte écrit « aucune initiative connue ».",
        "A blank means “no initiative” only if the list of the type is complete, if all chosen initiatives are placed at the level of the map, and if no filter rests on a fact that is often unknown (scale, year, funder, text). Otherwise the map says “no known initiative”.",
    ),
    "doc_aside": Label(
        "Connues en activité : {n} initiatives en projet, arrêtées, fusionnées ou d'existence non vérifiée restent dans l'atlas et ne sont pas comptées ici.",
        "Known and active: {n} initiatives that are planned, stopped, merged or whose existence is not verified stay in the atlas and are not counted here.",
    ),
    "doc_here": Label("Connues en activité", "Known and active"),
    "doc_exist": Label("Existantes, selon une source", "Existing, says a source"),
    "doc_known": Label("Part connue", "Part known"),
    "doc_class": Label("Liste", "List"),
    "doc_detail": Label("Détail", "Detail"),
    "doc_origin": Label("Origine du type", "Origin of the type"),
    "doc_cooperation_1": Label(
        "Le Labo de l'ESS classe aujourd'hui les coopérations territoriales par trois critères (https://lelabo-ess.org/cooperations-territoriales). Référence : modélisée, elle suit un ou plusieurs modèles existants (la source cite TZCLD, PTCE, AMAP), ou non modélisée. Finalité : ciblée sur un enjeu délimité, ou systémique, sur plusieurs leviers et sur les causes profondes. Modèle économique : non marchande, marchande (fondée sur une activité marchande : la phrase de la source semble incomplète, c'est le sens courant qui est donné), ou hybride.",
        "The Labo de l'ESS sorts territorial cooperations today by three criteria (https://lelabo-ess.org/cooperations-territoriales). Reference: modelled, it follows one or several existing models (the source names TZCLD, PTCE, AMAP), or without a model. Purpose: targeted on one limited matter, or systemic, on several levers and on deep causes. Economic model: non-market, market (based on a market activity: the source's sentence seems incomplete, this is the plain meaning), or hybrid.",
    ),
    "doc_cooperation_2": Label(
        "La référence se déduit du type : un programme à label suit un modèle. Les deux autres ne sont remplies que si une source de l'initiative les dit. Cette typologie n'est pas celle du rapport de 2020, dont les trois idéaux-types restent inconnus.",
        "The reference follows from the type: a labelled programme follows a model. The other two are filled only where a source of the initiative says them. This typology is not that of the report of 2020, whose three ideal types are still unknown.",
    ),
    "doc_cooperation_known": Label(
        "Connus : la référence de {reference} initiatives, la finalité de {finalite}, le modèle économique de {modele_economique}.",
        "Known: the reference of {reference} initiatives, the purpose of {finalite}, the economic model of {modele_economique}.",
    ),
    "doc_missing": Label("Ce qui manque", "What is missing"),
    "doc_missing_study": Label(
        "L'étude du Labo de l'ESS porte sur {n} initiatives. Les sources disponibles permettent d'en décrire {known} : {names}. Les {unknown} autres ne sont nommées par aucune source disponible ; l'atlas n'en invente pas.",
        "The study of the Labo de l'ESS looks at {n} initiatives. The available sources let {known} of them be described: {names}. The other {unknown} are named by no available source; the atlas invents none.",
    ),
    "doc_missing_money": Label(
        "{funded} initiatives sur {n} ont au moins une ligne de financement ; {unknown} lignes sur {lines} n'ont pas de montant connu. Les sommes affichées sont celles de lignes connues, venues pour l'essentiel de Territoires d'innovation : ce n'est le total d'aucun secteur.",
        "{funded} initiatives of {n} have at least one funding line; {unknown} lines of {lines} have no known amount. The sums shown are those of known lines, most of it from Territoires d'innovation: they are no total of any sector.",
    ),
    "doc_missing_lists": Label(
        "Les listes partielles le sont inégalement : voir le tableau ci-dessus avant de lire un vide.",
        "Partial lists are unevenly so: see the table above before reading a blank.",
    ),
    "doc_left_out": Label(
        "Des tiers-lieux lus dans des listes anciennes ou floues sont laissés de côté : fablabs de 2017 et espaces de travail partagé de 2017-2018, dont l'existence ou le caractère collectif est à vérifier ; projets subventionnés dont le lieu n'a pas de nom. Quelques rapprochements restent ouverts : la nouvelle ligne attend. Le détail est dans le README des tables.",
        "Third places read in old or vague lists are left out: fablabs of 2017 and shared offices of 2017-2018, whose existence or collective character is to be verified; subsidised projects whose place has no name. A few comparisons stay open: the new row waits. The README of the tables has the detail.",
    ),
    "doc_missing_regions": Label(
        "Les régions dont les listes étaient lisibles (Auvergne-Rhône-Alpes, Occitanie, Bourgogne-Franche-Comté) sont mieux lues que les autres : une densité sur des types partiels suit les sources autant que le terrain.",
        "Régions whose lists were readable (Auvergne-Rhône-Alpes, Occitanie, Bourgogne-Franche-Comté) are better read than others: a density over partial types follows the sources as much as the ground.",
    ),
    "doc_territories": Label("Territoires", "Territories"),
    "doc_territories_1": Label(
        "Codes et limites au millésime {millesime}. La jointure se fait une fois, à la commune ; les autres niveaux se lisent dans les tables de l'INSEE. Les {overseas} communes des autres collectivités d'outre-mer sont connues par leur code, sans contour. Quatre îles n'appartiennent à aucun EPCI.",
        "Codes and boundaries of {millesime}. The join is made once, to the commune; other levels are read in INSEE's tables. The {overseas} communes of the other overseas collectivities are known by their code, without a boundary. Four islands belong to no EPCI.",
    ),
    "doc_levels": Label("Niveaux", "Levels"),
    "doc_number": Label("Nombre", "Number"),
    "doc_setting": Label("Cadre : urbain, péri-urbain, rural", "Setting: urban, peri-urban, rural"),
    "doc_setting_1": Label(
        "Urbain : niveaux 1 à 3 de la grille de densité. Péri-urbain : niveau 4 (ceintures urbaines), ou niveaux 5 à 7 dans la couronne d'une aire d'attraction de 50 000 habitants ou plus. Rural : le reste des niveaux 5 à 7. La règle suit le partage que l'INSEE fait du rural entre péri-urbain et non péri-urbain.",
        "Urban: levels 1 to 3 of the density grid. Peri-urban: level 4 (urban belts), or levels 5 to 7 in the commuting belt of an attraction area of 50,000 inhabitants or more. Rural: the rest of levels 5 to 7. The rule follows INSEE's own split of the rural into peri-urban and not.",
    ),
    "doc_setting_2": Label(
        "Un territoire plus grand porte les parts de sa population dans les trois cadres ; son nom de cadre est la majorité. Le mot de la source sur le cadre d'une initiative est gardé à côté du cadre calculé.",
        "A larger territory carries the shares of its population in the three settings; its label is the majority. A source's own word on an initiative's setting is kept beside the computed one.",
    ),
    "doc_communes": Label("Communes", "Communes"),
    "doc_share": Label("Part", "Share"),
    "doc_measures": Label("Mesures", "Measures"),
    "doc_unit": Label("Unité", "Unit"),
    "doc_divided": Label("Divisé par", "Divided by"),
    "doc_measures_1": Label(
        "Au siège : une initiative compte dans le territoire de sa commune. Sur le territoire couvert : elle compte dans chaque territoire qui partage au moins une commune avec ce qu'elle couvre ; la somme des territoires dépasse alors le nombre d'initiatives. Sans couverture connue, elle compte à son siège.",
        "At the seat: an initiative counts in the territory of its commune. Over the area covered: it counts in every territory that shares at least one commune with what it covers; the sum over territories then exceeds the number of initiatives. Without a known coverage it counts at its seat.",
    ),
    "doc_measures_2": Label(
        "Financements : seules s'ajoutent les lignes reçues et comptées. Ce qui est redistribué ou généré par les membres, les doublons, demandes, plafonds et coûts totaux sont listés dans la fiche avec la raison, et n'entrent dans aucune somme.",
        "Funding: only lines received and counted are added. What is redistributed or generated by members, duplicates, requests, ceilings and total costs are listed in the sheet with the reason, and enter no sum.",
    ),
    "doc_measures_3": Label(
        "Un montant est donné en entier au siège, ou partagé sur le territoire couvert selon la population, au plus fort reste : la somme d'un niveau plus « non localisé » égale la somme des lignes, au centime.",
        "An amount is given whole to the seat, or shared over the area covered by population with the largest remainder: the sum over a level plus “not located” equals the sum of the lines, to the cent.",
    ),
    "doc_measures_4": Label(
        "Montants en euros courants. Un montant inconnu n'est pas zéro : la carte écrit « montant inconnu ».",
        "Amounts in current euros. An unknown amount is not zero: the map says “amount unknown”.",
    ),
    "doc_measures_5": Label(
        "Avec un filtre sur le niveau du financeur, seules comptent les lignes de ces financeurs.",
        "With a filter on the funder level, only the lines of those funders count.",
    ),
    "doc_measures_6": Label(
        "Classes : celles de mapclassify ; Fisher-Jenks est exact jusqu'à 128 valeurs, calculé au-delà sur 128 de leurs quantiles. Les bornes affichées sont des valeurs observées.",
        "Classes: those of mapclassify; Fisher-Jenks is exact up to 128 values and computed beyond on 128 of their quantiles. The bounds shown are observed values.",
    ),
    "doc_producer": Label("Producteur", "Producer"),
    "doc_vintage": Label("Millésime", "Vintage"),
    "doc_licence": Label("Licence", "Licence"),
    "doc_rows": Label("Lignes lues → gardées", "Rows read → kept"),
    "doc_hash": Label("Empreinte SHA-256", "SHA-256 hash"),
    "doc_boundaries": Label("Limites, zonages et populations", "Boundaries, zonings and populations"),
    "doc_lists": Label("Listes suivies", "Lists that are followed"),
    "doc_lists_1": Label(
        "Les listes publiques que « atlas refresh » lit à nouveau. Ce que compte la colonne « dans l'atlas » : les lignes de la liste reliées à une initiative par l'identifiant du producteur.",
        "The public lists that “atlas refresh” reads again. What the column “in the atlas” counts: the rows of the list that are tied to an initiative by the producer's id.",
    ),
    "doc_edition": Label("Édition", "Edition"),
    "doc_in_atlas": Label("Dans l'atlas", "In the atlas"),
    "doc_row_means": Label("Une ligne de la liste", "A row of the list"),
    "doc_next_check": Label("À vérifier", "To be checked"),
    "doc_of_rows": Label("{n} lignes sur {rows}", "{n} rows of {rows}"),
    "doc_late": Label("en retard : à vérifier depuis le {day}", "late: to be checked since {day}"),
    "doc_never_read": Label("pas encore lue : à vérifier", "not read yet: to be checked"),
    "doc_not_stated": Label("non connue", "not known"),
    "doc_pages": Label(
        "Les {n} pages publiques sur lesquelles reposent les initiatives et leurs financements (nombre de lignes)",
        "The {n} public pages on which initiatives and their funding rest (number of rows)",
    ),
    "doc_list_of_pages": Label(
        "{site} : {n} pages ou lignes citées {times} fois", "{site}: {n} pages or rows cited {times} times"
    ),
    "doc_contents": Label("Sur cette page", "On this page"),
    "doc_cite": Label("Citer l'atlas", "Cite the atlas"),
    "doc_cite_as": Label(
        "Atlas des dynamiques territoriales, version {version}, territoires au millésime {millesime}, consulté le {date}.",
        "Atlas des dynamiques territoriales, version {version}, territories of {millesime}, consulted on {date}.",
    ),
    "doc_cite_facts": Label(
        "Un fait se cite avec sa propre source : elle est dans la fiche de l'initiative et dans la colonne « source » des fichiers. Chaque fichier dit la sélection, la date et les licences.",
        "A fact is cited with its own source: it stands in the initiative's sheet and in the column “source” of the files. Each file says the selection, the date and the licences.",
    ),
    "doc_licence_atlas": Label(
        "Les tables de l'atlas sont publiées sous Licence Ouverte 2.0, son code sous licence MIT. Licence Ouverte : https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        "The atlas's tables are published under Licence Ouverte 2.0, its code under the MIT licence. Licence Ouverte: https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    "doc_tables": Label("Colonnes des tables", "Columns of the tables"),
    "doc_tables_1": Label(
        "La même déclaration sert à valider les fichiers, à écrire cette page et les Table Schema publiés à côté des tables.",
        "The same declaration validates the files and writes this page and the Table Schemas published beside the tables.",
    ),
    "doc_column": Label("Colonne", "Column"),
    "doc_meaning": Label("Sens", "Meaning"),
    "doc_form": Label("Forme", "Form"),
    "doc_example": Label("Exemple", "Example"),
}
