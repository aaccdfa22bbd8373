"""What the columns of suggested places mean, beside the shared ones."""

from atlas.vocabulary import Label

NEXT: dict[str, Label] = {
    "rank": Label(
        "Ordre du lieu : le premier atteint le plus d'habitants, puis celui qui en ajoute le plus.",
        "Order of the place: the first reaches most inhabitants, then the one that adds most.",
    ),
    "name": Label("Nom de la commune.", "Name of the commune."),
    "territory": Label(
        "Code du territoire dont c'est la commune la plus peuplée.",
        "Code of the territory whose most populous commune it is.",
    ),
    "territory_name": Label("Nom de ce territoire.", "Name of that territory."),
    "newly": Label(
        "Habitants sans initiative connue à portée qui en auraient une, comptés au premier lieu seul.",
        "Inhabitants without a known initiative within reach who would have one, for the first place only.",
    ),
    "weighted": Label(
        "Ce que pèsent ces habitants dans le choix.", "What those inhabitants weigh in the choice."
    ),
    "newly_total": Label(
        "Les mêmes habitants, de tous les lieux jusqu'à celui-ci.",
        "The same inhabitants, of all places up to this one.",
    ),
    "share": Label(
        "Leur part de tous ceux qui n'ont pas d'initiative connue à portée, de 0 à 1.",
        "Their share of all who have no known initiative within reach, 0 to 1.",
    ),
    "nearest_km": Label(
        "Kilomètres à vol d'oiseau de la mairie à l'initiative la plus proche aujourd'hui.",
        "Kilometres along a great circle from the town hall to the nearest initiative today.",
    ),
    "point_lon": Label(
        "Longitude de la mairie, en degrés (EPSG:4326).", "Longitude of the town hall, degrees."
    ),
    "point_lat": Label(
        "Latitude de la mairie, en degrés (EPSG:4326).", "Latitude of the town hall, degrees."
    ),
    "people": Label("Habitants de la commune.", "Inhabitants of the commune."),
    "km": Label(
        "Kilomètres à l'initiative connue la plus proche aujourd'hui (vide : aucune de ce côté de la mer).",
        "Kilometres to the nearest known initiative today (empty: none on this side of the sea).",
    ),
    "km_after": Label("Les mêmes, avec les lieux proposés.", "The same, with the suggested places."),
    "place": Label(
        "Code du premier lieu proposé qui l'atteint.", "Code of the first suggested place that reaches it."
    ),
    "place_name": Label("Nom de ce lieu.", "Name of that place."),
}
