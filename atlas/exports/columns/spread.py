"""What the columns of how dynamics spread mean, table by table."""

from atlas.vocabulary import SETTINGS, Label

_YEAR = Label("Fin de cette année.", "End of this year.")

SPREAD: dict[str, dict[str, Label]] = {
    "spread_types": {
        "type": Label("Code du type.", "Code of the type."),
        "kind": Label(
            "Ce que l'année commence : opening, creation, label, accreditation, call ou own (vide : rien).",
            "What the year begins: opening, creation, label, accreditation, call or own (empty: nothing).",
        ),
        "known": Label(
            "Initiatives connues, sans les projets ni celles qu'on n'a pas vérifiées.",
            "Known initiatives, without planned and unverified ones.",
        ),
        "dated": Label("Celles qui ont une année de ce sens.", "Those with a year of this meaning."),
        "placed": Label("Celles dont une source donne le lieu.", "Those whose place a source gives."),
        "first": Label("Première de ces années.", "First of these years."),
        "last": Label("Dernière de ces années.", "Last of these years."),
        "waves": Label(
            "Années qui réunissent au moins un quart des dates, séparées par |.",
            "Years that hold at least a quarter of the dates, separated by |.",
        ),
        "why": Label(
            "Pourquoi aucun chiffre : none ou few (vide : il y en a).",
            "Why there is no figure: none or few (empty: there are some).",
        ),
        "untested": Label(
            "Pourquoi aucun test de proximité : none, few, call, waves, places ou many (vide : un test).",
            "Why nearness is not tested: none, few, call, waves, places, many (empty: it is).",
        ),
    },
    "spread_growth": {
        "year": _YEAR,
        "started": Label("Commencées dans l'année.", "Begun in the year."),
        "total": Label(
            "Commencées jusque-là, arrêtées depuis ou non.", "Begun so far, stopped since or not."
        ),
        **{
            code: Label(f"Dont le siège est : {label.fr}.", f"Whose seat is: {label.en}.")
            for code, label in SETTINGS.items()
        },
        "unknown": Label("Dont la commune est inconnue.", "Whose commune is unknown."),
    },
    "spread_reach": {
        "year": _YEAR,
        "territories": Label("Territoires où une au moins a commencé.", "Territories where one has begun."),
        "territories_share": Label("Leur part, de 0 à 1.", "Their share, from 0 to 1."),
        "people": Label("Habitants de ces territoires.", "Inhabitants of these territories."),
        "people_share": Label(
            "Leur part, de 0 à 1 : un minimum, car toutes ne sont pas datées.",
            "Their share, from 0 to 1: a minimum, as not all are dated.",
        ),
    },
    "spread_nearness": {
        "km": Label("Kilomètres à vol d'oiseau, au plus.", "Kilometres along a great circle, at most."),
        "years": Label("Années entre les deux, au plus.", "Years between the two, at most."),
        "pairs": Label("Paires aussi proches.", "Pairs as near."),
        "expected": Label(
            "Paires attendues si les dates ignoraient les lieux.",
            "Pairs expected if dates knew nothing of places.",
        ),
        "ratio": Label("Paires rapportées aux attendues.", "Pairs over those expected."),
        "p": Label("Part des permutations qui en ont autant.", "Share of permutations with as many."),
        "p_corrected": Label(
            "La même, corrigée pour tous les essais (Westfall et Young).",
            "The same, corrected for all tries (Westfall and Young).",
        ),
    },
}
