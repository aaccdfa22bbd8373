"""The table of exact perimeters, commune by commune."""

from atlas.tables.declaration import Column, Declaration, Reference, Rule
from atlas.tables.schemas.shared import COMMUNE, initiative_column
from atlas.vocabulary import Label

PERIMETERS = Declaration(
    name="perimeters",
    title=Label("Périmètres exacts", "Exact perimeters"),
    description=Label(
        "Les communes d'une initiative dont la source donne le périmètre exact, là où coverage ne peut pas le"
        " dire : elles en tiennent alors lieu. La source est celle de l'initiative.",
        "The communes of an initiative whose source gives its exact perimeter, where coverage cannot say it:"
        " they then stand for it. The source is that of the initiative.",
    ),
    version="1.0.0",
    columns=(
        initiative_column("pat_luberon"),
        Column(
            name="commune",
            title=Label("Commune", "Commune"),
            description=Label("Code INSEE d'une commune d'aujourd'hui.", "INSEE code of a commune of today."),
            example="84003",
            filled=True,
            pattern=COMMUNE,
            reference=Reference("commune", "code"),
        ),
    ),
    rules=(
        Rule(
            "commune",
            Label(
                "Une commune n'est qu'une fois dans un périmètre.", "A commune is in a perimeter only once."
            ),
            lambda frame: ~frame.duplicated(["initiative_id", "commune"]),
        ),
    ),
)
