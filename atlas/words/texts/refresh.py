"""Sentences of a proposal of `atlas refresh`."""

from atlas.vocabulary import Label

TEXTS: dict[str, Label] = {
    "refresh_title": Label(
        "Ce que changeraient les nouvelles éditions", "What the new editions would change"
    ),
    "refresh_nothing_yet": Label(
        "Rien n'est changé : « atlas refresh --apply » écrit ce qui suit, sauf les lignes incertaines sans décision (colonne decision de unsure.csv : « new », ou l'identifiant de l'initiative).",
        "Nothing is changed: “atlas refresh --apply” writes what follows, but for the unsure rows without a decision (column decision of unsure.csv: “new”, or the id of the initiative).",
    ),
    "refresh_lists": Label("Listes", "Lists"),
    "refresh_state": Label("État", "State"),
    "refresh_read": Label("nouvelle édition", "new edition"),
    "refresh_unchanged": Label("inchangée", "unchanged"),
    "refresh_refused": Label("refusée", "refused"),
    "refresh_rows": Label("Lignes", "Rows"),
    "refresh_left": Label("Sans identifiant ou en double", "Without id or twice"),
    "refresh_new": Label("Nouvelles", "New"),
    "refresh_changed": Label("Changées", "Changed"),
    "refresh_kept": Label(
        "Gardées : écrites ou corrigées à la main, ou d'une autre liste",
        "Kept: written or corrected by hand, or of another list",
    ),
    "refresh_gone": Label("Sorties de la liste", "Gone from the list"),
    "refresh_unsure": Label("Incertaines", "Unsure"),
    "refresh_why": Label("Pourquoi", "Why"),
    "refresh_field": Label("Champ", "Field"),
    "refresh_before": Label("Dans l'atlas", "In the atlas"),
    "refresh_after": Label("Dans la liste", "In the list"),
    "refresh_score": Label("Ressemblance", "Likeness"),
    "refresh_producer_id": Label("Identifiant du producteur", "The producer's id"),
    "refresh_initiative": Label("Initiative", "Initiative"),
    "refresh_name": Label("Nom", "Name"),
    "refresh_end": Label("Fin", "End"),
    "refresh_swapped": Label("deux lignes ont échangé leurs noms", "two rows have exchanged their names"),
    "refresh_alike": Label("noms proches, même commune", "names alike, same commune"),
    "refresh_elsewhere": Label("même nom, autre commune", "same name, another commune"),
    "refresh_several": Label("plusieurs conviennent", "several fit"),
    "refresh_taken": Label(
        "cette initiative a déjà une ligne de la liste", "this initiative has a row of the list already"
    ),
}
