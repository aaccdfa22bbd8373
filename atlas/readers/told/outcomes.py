"""What became of a line of a file: closed lists of outcomes, reasons and repairs."""

from atlas.vocabulary import PROBLEMS, Label

REPAIRS: dict[str, Label] = {
    "encoding": Label("Ligne décodée à part", "Line decoded on its own"),
    "encoded_twice": Label("Texte encodé deux fois, rétabli", "Text encoded twice, turned back"),
    "merged": Label("Cellule fusionnée, répétée d'en haut", "Merged cell, repeated from above"),
    "quotes": Label("Guillemets non doublés", "Quotation marks not doubled"),
    "joined": Label("Cellules recollées", "Cells joined again"),
    "trimmed": Label("Cellules vides en trop en fin de ligne", "Empty cells too many at the end"),
    "split": Label("Cellule redécoupée", "Cell split again"),
    "line_break": Label("Ligne coupée en deux, réunie", "Row cut in two, joined"),
    "padded": Label("Cellules vides manquantes en fin de ligne", "Empty cells missing at the end"),
    "shifted": Label("Colonnes remises en place", "Columns put back in place"),
}

REFUSALS: dict[str, Label] = {
    "shifted": Label("Colonnes décalées", "Shifted columns"),
    "too_short": Label("Cellules manquantes", "Missing cells"),
    "quotes": Label("Guillemets mal fermés", "Quotation marks badly closed"),
    "cell_too_long": Label("Cellule trop longue", "Cell too long"),
    "not_a_record": Label("N'est pas un objet", "Not an object"),
    "grand_total": Label("Ligne de total", "Total row"),
    "footnote": Label("Note sous le tableau", "Note under the table"),
    "column_numbers": Label("Numéros des colonnes", "Numbers of the columns"),
    "section": Label("Titre d'une partie du tableau", "Title of a part of the table"),
    "continuation": Label("Suite de la ligne du dessus", "Continuation of the row above"),
    "repeated_header": Label("En-tête répété", "Repeated header"),
}
# Problems with an amount, beside those of `atlas.vocabulary.PROBLEMS` with a place.
AMOUNT_PROBLEMS: dict[str, Label] = {
    "blank": Label("Aucun montant", "No amount"),
    "unreadable": Label("Montant illisible", "Unreadable amount"),
}
OUTCOMES: dict[str, Label] = {
    "accepted": Label("Acceptée", "Accepted"),
    "duplicate": Label("En double", "Duplicate"),
    "rejected": Label("Rejetée", "Rejected"),
    "set_aside": Label("Mise à part", "Set aside"),
}
# Lines under or between the rows that are no rows.
SET_ASIDE = ("grand_total", "footnote", "repeated_header", "column_numbers", "section", "continuation")

ROW_REASONS: dict[str, Label] = {
    "no_name": Label("Sans nom", "Without a name"),
    "same_row": Label("Ligne identique à une autre", "Row identical to another"),
    "known": Label("L'atlas ou un lot gardé l'a déjà", "The atlas or a kept batch has it already"),
    "not_counted": Label("Ligne de l'atlas qui ne compte pas", "Line of the atlas that does not count"),
    "not_received": Label(
        "Argent redistribué ou généré, non reçu", "Money passed on or generated, not received"
    ),
}
ROW_REPAIRS: dict[str, Label] = {
    "coordinates_swapped": Label(
        "Longitude et latitude remises en ordre", "Longitude and latitude put right"
    ),
    "angles": Label(
        "Degrés, minutes et secondes convertis en degrés décimaux",
        "Degrees, minutes and seconds converted to decimal degrees",
    ),
    "bare_code": Label("Code écrit sans ce qui l'entoure", "Code written without what surrounds it"),
    "amount_unit": Label("Montant ramené en euros", "Amount brought to euros"),
    "amount_currency": Label(
        "Montant converti en euros au taux légal, 1 000 F CFP = 8,38 € ou 6,55957 F = 1 €",
        "Amount converted to euros at the legal rate, 1,000 CFP francs = €8.38 or 6.55957 francs = €1",
    ),
    "amount_marks": Label(
        "Virgule ou point des milliers, d'après la colonne ou le signe €",
        "Comma or point of thousands, told by the column or the euro sign",
    ),
    "leading_zero": Label("Zéro initial du code rétabli", "Leading zero of the code restored"),
    "former_region": Label(
        "Région d'avant 2016 ramenée à ses départements", "Région of before 2016 brought to its départements"
    ),
    "corrected": Label("Corrigée par le lecteur", "Corrected by the reader"),
    "line_breaks": Label("Sauts de ligne ôtés du nom", "Line breaks taken out of the name"),
}
REASONS: dict[str, Label] = {**PROBLEMS, **AMOUNT_PROBLEMS, **REFUSALS, **ROW_REASONS}
ALL_REPAIRS: dict[str, Label] = {**REPAIRS, **ROW_REPAIRS}
