"""Sentences about perimeters: named sets of communes."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "file_level_perimetre": Label("périmètre", "perimeter"),
    "gaps_level_perimetre": Label("périmètre", "perimeter"),
    "gaps_levels_perimetre": Label("périmètres", "perimeters"),
    "perimeter_border": Label("Limite du périmètre", "Border of the perimeter"),
    "perimeter_open": Label("Portrait de ce périmètre", "Portrait of this perimeter"),
    "perimeter_kind": Label("Périmètre ({kind})", "Perimeter ({kind})"),
    "perimeter_own": Label("vos données", "your data"),
    "perimeter_brought": Label("périmètre apporté", "perimeter that was brought"),
    "perimeter_link": Label(
        "Ce périmètre n'est pas de l'atlas : un lecteur l'a apporté. Un lien n'y mène qu'avec son fichier ou, si l'équipe le garde, pour elle.",
        "This perimeter is not the atlas's: a reader brought it. A link leads to it only with their file or, where the team keeps it, for the team.",
    ),
    "perimeter_peers": Label(
        "Les pairs d'un périmètre sont ceux du même type que l'atlas connaît, ou d'un périmètre apporté les autres apportés, qui n'ont aucune commune en commun avec lui ; entre eux, ils peuvent se recouvrir, aussi ne sont-ils pas additionnés.",
        "The peers of a perimeter are those of the same kind that the atlas knows, or of one that was brought the others that were, that share no commune with it; they may overlap each other, so they are not added up.",
    ),
    "perimeter_money": Label(
        "La part d'un périmètre est la somme de celles de ses communes.",
        "The share of a perimeter is the sum of those of its communes.",
    ),
    "perimeter_holds": Label("{n} communes, {people} habitants", "{n} communes, {people} inhabitants"),
    "perimeter_holds_one": Label("{n} commune, {people} habitants", "{n} commune, {people} inhabitants"),
    # Of each check: one finding, then what many are called.
    "perimeter_check_unknown": Label(
        "Ligne {line} : « {what} » ne désigne aucune commune connue, ou plusieurs ; laissé de côté.",
        "Line {line}: “{what}” is no known commune, or several; left out.",
    ),
    "perimeter_check_refused": Label(
        "Ligne {line} : elle n'est pas une ligne du tableau ; laissée de côté.",
        "Line {line}: it is no row of the table; left out.",
    ),
    "perimeter_check_twice": Label(
        "Ligne {line} : {what} est déjà dans « {name} » ; comptée une fois.",
        "Line {line}: {what} is in “{name}” already; counted once.",
    ),
    "perimeter_check_larger": Label(
        "Ligne {line} : « {what} » vaut pour toutes ses communes, dans « {name} ».",
        "Line {line}: “{what}” stands for all of its communes, in “{name}”.",
    ),
    "perimeter_check_cut_in": Label(
        "{what} : {share} de sa superficie est dans le contour de « {name} » ; elle y est comptée tout entière.",
        "{what}: {share} of its area is inside the outline of “{name}”; it counts in it whole.",
    ),
    "perimeter_check_cut_out": Label(
        "{what} : {share} de sa superficie est dans le contour de « {name} » ; elle n'y est pas comptée.",
        "{what}: {share} of its area is inside the outline of “{name}”; it does not count in it.",
    ),
    "perimeter_check_people_in": Label(
        "{what} : {share} de ses habitants vivent dans le contour de « {name} » (carreaux de l'Insee) ; elle y est comptée tout entière.",
        "{what}: {share} of its people live inside the outline of “{name}” (INSEE's squares); it counts in it whole.",
    ),
    "perimeter_check_people_out": Label(
        "{what} : {share} de ses habitants vivent dans le contour de « {name} » (carreaux de l'Insee) ; elle n'y est pas comptée.",
        "{what}: {share} of its people live inside the outline of “{name}” (INSEE's squares); it does not count in it.",
    ),
    "perimeter_check_unnamed": Label(
        "Ligne {line} : aucun nom de périmètre ; laissée de côté.",
        "Line {line}: no name of a perimeter; left out.",
    ),
    "perimeter_check_nothing": Label(
        "« {what} » : aucune commune reconnue ; ce périmètre est laissé de côté.",
        "“{what}”: no commune was recognised; this perimeter is left out.",
    ),
    "perimeter_check_pieces": Label(
        "« {name} » n'est pas d'un seul tenant : {what} morceaux, une île en étant un.",
        "“{name}” is not in one piece: {what} pieces, an island being one.",
    ),
    "perimeter_check_missing": Label(
        "« {name} » tient la plupart des communes de {epci}, mais non {what}.",
        "“{name}” holds most communes of {epci}, but not {what}.",
    ),
    "perimeter_check_shared": Label(
        "{what} est dans plusieurs de ces périmètres : leurs chiffres ne s'additionnent pas.",
        "{what} is in several of these perimeters: their figures do not add up.",
    ),
    "perimeter_checks_unknown": Label("inconnus", "unknown"),
    "perimeter_checks_refused": Label("lignes illisibles", "unreadable lines"),
    "perimeter_checks_twice": Label("communes répétées", "communes that stand twice"),
    "perimeter_checks_larger": Label("territoires entiers", "whole territories"),
    "perimeter_checks_cut_in": Label("communes coupées, comptées", "communes cut, counted"),
    "perimeter_checks_cut_out": Label("communes coupées, non comptées", "communes cut, not counted"),
    "perimeter_checks_people_in": Label("communes coupées, comptées", "communes cut, counted"),
    "perimeter_checks_people_out": Label("communes coupées, non comptées", "communes cut, not counted"),
    "perimeter_checks_unnamed": Label("lignes sans nom de périmètre", "lines without a perimeter's name"),
    "perimeter_checks_nothing": Label("périmètres sans commune", "perimeters without a commune"),
    "perimeter_checks_pieces": Label("périmètres en morceaux", "perimeters in pieces"),
    "perimeter_checks_missing": Label("communes peut-être oubliées", "communes perhaps forgotten"),
    "perimeter_checks_shared": Label("communes partagées", "communes in several perimeters"),
    "perimeter_more": Label("Et {n} autres : {check}.", "And {n} more: {check}."),
    "perimeter_area": Label(
        "La part d'une commune coupée est celle de sa superficie, non de ses habitants : rien ici ne dit où ils vivent dans la commune.",
        "The share of a commune that is cut is one of its area, not of its people: nothing here tells where in the commune they live.",
    ),
    "perimeters_title": Label("Vos périmètres", "Your perimeters"),
    "perimeters_how": Label(
        "PETR, PNR, SCoT, pays, GAL : une liste de communes (codes ou noms, une par ligne avec le nom du périmètre, ou plusieurs dans une cellule) ou une couche de polygones. Chaque périmètre devient un lieu de toutes les pages, pour cette visite ou pour votre équipe.",
        "PETR, PNR, SCoT, pays, GAL: a list of communes (codes or names, one a row with the name of its perimeter, or many in a cell) or a layer of polygons. Each perimeter becomes a place of every page, for this visit or for your team.",
    ),
    "perimeters_file": Label("Fichier de périmètres", "File of perimeters"),
    "perimeters_keep": Label("En faire des lieux", "Make them places"),
    "perimeters_kept": Label("{name}, pour cette visite", "{name}, for this visit"),
    "own_kind_perimeters": Label("Périmètres", "Perimeters"),
    "perimeters_team": Label("Gardés par l'équipe", "Kept by the team"),
    "perimeters_sure": Label(
        "Ajouter {n} périmètres à ceux de l'équipe ? Ils seront des lieux de toutes ses pages.",
        "Add {n} perimeters to the team's? They will be places of all its pages.",
    ),
    "perimeters_sure_one": Label(
        "Ajouter un périmètre à ceux de l'équipe ? Il sera un lieu de toutes ses pages.",
        "Add a perimeter to the team's? It will be a place of all its pages.",
    ),
    "perimeters_full": Label(
        "Une visite a {limit} périmètres au plus, ceux de l'équipe compris : retirez-en.",
        "A visit has {limit} perimeters at most, the team's included: remove some.",
    ),
    # Of the level that they make.
    "level_own_shared": Label(
        "Vos périmètres ne font pas un niveau : {n} communes sont dans plusieurs d'entre eux et compteraient deux fois ({communes}).",
        "Your perimeters make no level: {n} communes are in several of them and would count twice ({communes}).",
    ),
    "level_own_shared_one": Label(
        "Vos périmètres ne font pas un niveau : une commune est dans plusieurs d'entre eux et compterait deux fois ({communes}).",
        "Your perimeters make no level: one commune is in several of them and would count twice ({communes}).",
    ),
    "level_own_missing": Label(
        "Le niveau « Vos périmètres » ne va qu'avec le fichier de qui les a apportés, à la page Vos données, ou avec ceux d'une équipe.",
        "The level “Your perimeters” goes only with the file of whoever brought them, on the page of one's own data, or with those of a team.",
    ),
    "level_own_elsewhere": Label(
        "Cette section suit des niveaux officiels d'année en année : vos périmètres n'y sont pas un niveau.",
        "This section follows official levels from year to year: your perimeters are no level here.",
    ),
    "level_own_instead": Label("Niveau montré : {level}.", "Level shown: {level}."),
    "gaps_own_untested": Label(
        "Vos périmètres sont comparés aux taux de toute la France, sans test : si peu de territoires ne disent pas de combien ils diffèrent par hasard.",
        "Your perimeters are set against the rates of all of France, without a test: so few territories do not tell how much chance makes them differ.",
    ),
    "gaps_own_unexpected": Label(
        "Au territoire couvert, aucun nombre n'est attendu de vos périmètres : une initiative compte une fois par territoire, et leur découpage n'est pas celui de toute la France.",
        "Over the territory covered no number is expected of your perimeters: an initiative counts once per territory, and they do not part all of France.",
    ),
    "perimeter_pieces": Label(
        "Ce périmètre n'est pas d'un seul tenant : {n} morceaux de communes qui se touchent, une île en étant un.",
        "This perimeter is not in one piece: {n} pieces of communes that touch, an island being one.",
    ),
}
