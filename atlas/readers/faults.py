"""What can be wrong with a file that somebody brings, in the reader's own language."""

from atlas.errors import FileFaultError
from atlas.vocabulary import Label
from atlas.vocabulary import Language

FAULTS: dict[str, Label] = {
    "unreadable": Label("Le fichier ne peut pas être lu : {why}.", "The file cannot be read: {why}."),
    "empty": Label(
        "Le fichier est vide, ou n'a aucune ligne sous son en-tête.",
        "The file is empty, or has no row below its header.",
    ),
    "too_large": Label(
        "Le fichier dépasse {limit} Mo : gardez les seules colonnes et années utiles.",
        "The file is larger than {limit} MB: keep only the columns and years you need.",
    ),
    "no_table": Label(
        "Le fichier n'est ni un texte ni un classeur : enregistrez la feuille en CSV ou en XLSX.",
        "The file is neither text nor a workbook: save the sheet as CSV or XLSX.",
    ),
    "damaged": Label(
        "Le classeur ne s'ouvre pas : enregistrez-le à nouveau depuis un tableur, en XLSX ou en CSV.",
        "The workbook does not open: save it again from a spreadsheet, as XLSX or CSV.",
    ),
    "bad_line": Label(
        "La ligne {line} ne se lit pas : vérifiez les guillemets autour d'elle.",
        "Line {line} cannot be read: check the quotation marks near it.",
    ),
    "no_amount": Label(
        "Aucune colonne ne porte de montants : nommez-en une « montant », en euros.",
        "No column has amounts: name one “montant”, in euros.",
    ),
    "no_place": Label(
        "Aucune colonne ne dit où sont les aides : nommez-en une « code_commune », « siren_epci », "
        "« code_postal » ou « departement ».",
        "No column tells where the grants are: name one “code_commune”, “siren_epci”, “code_postal” or "
        "“departement”.",
    ),
}


class GrantsFaultError(FileFaultError):
    """A file of grants cannot be used as it is; `to` says why in either language."""

    def __init__(self, fault: str, **values: str) -> None:
        self.fault = fault
        self.values = values
        super().__init__(self.to("en"))

    def to(self, language: Language) -> str:
        """Say what is wrong and what to do, in `language`."""
        return FAULTS[self.fault].to(language).format(**self.values)
