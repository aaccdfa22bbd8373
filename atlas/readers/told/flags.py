"""Doubts of a row that stands all the same."""

from atlas.vocabulary import Label

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
    "no_year": Label(
        "Année ou date dont l'année ne peut être lue", "Year or date of which no year can be read"
    ),
    "unknown_type": Label(
        "Type que l'atlas ne connaît pas, gardé tel quel", "Type that the atlas does not know, kept as it is"
    ),
    "repeated": Label("Identifiant déjà porté par une autre ligne", "Identifier of an earlier row too"),
    "alike": Label(
        "Ressemble à une initiative que l'atlas ou un lot gardé a déjà",
        "Resembles an initiative that the atlas or a kept batch has already",
    ),
    "shared_point": Label(
        "Point commun à de nombreux organismes, qui n'est pas pris pour une adresse",
        "Point that many organisations share, not taken for an address",
    ),
}
