"""What is said of the rows of a file: what became of each, what was put right, what is in doubt."""

from atlas.vocabulary import Label

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
    "part_of_above": Label("Part du montant de la ligne du dessus", "Part of the amount of the row above"),
    "repeated_header": Label("En-tête répété", "Repeated header"),
    "other_table": Label("Autre tableau, sous le premier", "Another table, below the first"),
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
ROW_REASONS: dict[str, Label] = {
    "no_name": Label("Sans nom", "Without a name"),
    "same_row": Label("Ligne identique à une autre", "Row identical to another"),
    "known": Label("L'atlas ou un lot gardé l'a déjà", "The atlas or a kept batch has it already"),
    "not_granted": Label("Aide refusée, annulée ou non décidée", "Refused, cancelled or undecided"),
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
    "line_breaks": Label("Sauts de ligne ôtés du nom", "Line breaks taken out of the name"),
    "corrected": Label("Corrigée par le lecteur", "Corrected by the reader"),
}
# Doubts of a row, several at once; numbers in doubt are shown and never used as keys.
FLAGS: dict[str, Label] = {
    "power": Label(
        "Numéro du bénéficiaire changé en puissance de dix : ses chiffres sont perdus",
        "Number of the beneficiary turned into a power of ten: its digits are lost",
    ),
    "rounded": Label(
        "Numéro du bénéficiaire arrondi par un tableur", "Number of the beneficiary rounded by a spreadsheet"
    ),
    "short": Label(
        "Numéro du bénéficiaire sans son zéro initial", "Number of the beneficiary without its leading zero"
    ),
    "malformed": Label(
        "Numéro du bénéficiaire qui n'est ni un SIREN ni un SIRET",
        "Number of the beneficiary that is neither SIREN nor SIRET",
    ),
    "wrong_key": Label(
        "Numéro du bénéficiaire dont la clé de contrôle est fausse",
        "Number of the beneficiary with a wrong check digit",
    ),
    "no_amount": Label("Aucun montant", "No amount"),
    "negative_amount": Label("Montant négatif", "Negative amount"),
    "sum_of_parts": Label(
        "Montant égal à la somme des lignes du même territoire : sans doute un total, compté deux fois",
        "Amount equal to the sum of the rows of the same territory: probably a total, counted twice",
    ),
    "unknown_type": Label(
        "Type que l'atlas ne connaît pas, gardé tel quel", "Type that the atlas does not know, kept as it is"
    ),
    "repeated": Label("Identifiant déjà porté par une autre ligne", "Identifier of an earlier row too"),
    "shared_point": Label(
        "Point commun à de nombreux organismes, qui n'est pas pris pour une adresse",
        "Point that many organisations share, not taken for an address",
    ),
    "no_year": Label(
        "Année ou date dont l'année ne peut être lue", "Year or date of which no year can be read"
    ),
    "alike": Label(
        "Ressemble à une initiative que l'atlas ou un lot gardé a déjà",
        "Resembles an initiative that the atlas or a kept batch has already",
    ),
}
# What is known of a group of rows -> of one, of several; what it speaks of follows.
GROUPS: dict[str, tuple[Label, Label]] = {
    "rejected": (
        Label("{n} ligne rejetée : {what}.", "{n} row rejected: {what}."),
        Label("{n} lignes rejetées : {what}.", "{n} rows rejected: {what}."),
    ),
    "duplicate": (
        Label("{n} ligne laissée de côté : {what}.", "{n} row left out: {what}."),
        Label("{n} lignes laissées de côté : {what}.", "{n} rows left out: {what}."),
    ),
    "set_aside": (
        Label("{n} ligne mise à part : {what}.", "{n} row set aside: {what}."),
        Label("{n} lignes mises à part : {what}.", "{n} rows set aside: {what}."),
    ),
    "kept": (
        Label(
            "{n} ligne identique à une autre, gardée car elle peut être réelle.",
            "{n} row identical to another, kept because it may be real.",
        ),
        Label(
            "{n} lignes identiques à une autre, gardées car elles peuvent être réelles.",
            "{n} rows identical to another, kept because they may be real.",
        ),
    ),
    "not_located": (
        Label("{n} ligne non située : {what}.", "{n} row not located: {what}."),
        Label("{n} lignes non situées : {what}.", "{n} rows not located: {what}."),
    ),
    "doubt": (
        Label("{n} ligne située avec un doute : {what}.", "{n} row located with a doubt: {what}."),
        Label("{n} lignes situées avec un doute : {what}.", "{n} rows located with a doubt: {what}."),
    ),
    "flagged": (
        Label("{n} ligne à vérifier : {what}.", "{n} row to be checked: {what}."),
        Label("{n} lignes à vérifier : {what}.", "{n} rows to be checked: {what}."),
    ),
    "repaired": (
        Label("{n} ligne réparée : {what}.", "{n} row repaired: {what}."),
        Label("{n} lignes réparées : {what}.", "{n} rows repaired: {what}."),
    ),
}
CROWDS = (
    Label(
        "{n} lignes sur {points} point que de nombreux organismes partagent : il n'est pas pris pour une "
        "adresse.",
        "{n} rows on {points} point that many organisations share: it is not taken for an address.",
    ),
    Label(
        "{n} lignes sur {points} points que de nombreux organismes partagent : ils ne sont pas pris pour des "
        "adresses.",
        "{n} rows on {points} points that many organisations share: they are not taken for addresses.",
    ),
)
PARTS: dict[str, Label] = {
    "located_by": Label("Située par : {what}.", "Located by: {what}."),
    "nowhere": Label("Non située : {what}.", "Not located: {what}."),
    "doubt": Label("Doute sur le lieu : {what}.", "Doubt on the place: {what}."),
    "repaired": Label("Réparé : {what}.", "Repaired: {what}."),
    "flagged": Label("À vérifier : {what}.", "To be checked: {what}."),
}
# Where a row stood, if the line alone does not tell it.
WHERE: dict[str, Label] = {
    "sheet": Label("Feuille « {what} ».", "Sheet “{what}”."),
    "column": Label("Colonne « {what} ».", "Column “{what}”."),
}
COLON, SEMICOLON = Label(" : ", ": "), Label(" ; ", "; ")
CROWD = Label(
    "point commun à {n} organismes, non pris pour une adresse",
    "point that {n} organisations share, not taken for an address",
)
