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
    "perimeter_peers": Label(
        "Les pairs d'un périmètre sont ceux du même type que l'atlas connaît et qui n'ont aucune commune en commun avec lui ; entre eux, ils peuvent se recouvrir, aussi ne sont-ils pas additionnés.",
        "The peers of a perimeter are those of the same kind that the atlas knows and that share no commune with it; they may overlap each other, so they are not added up.",
    ),
    "perimeter_money": Label(
        "La part d'un périmètre est la somme de celles de ses communes.",
        "The share of a perimeter is the sum of those of its communes.",
    ),
    "perimeter_pieces": Label(
        "Ce périmètre n'est pas d'un seul tenant : {n} morceaux de communes qui se touchent, une île en étant un.",
        "This perimeter is not in one piece: {n} pieces of communes that touch, an island being one.",
    ),
}
