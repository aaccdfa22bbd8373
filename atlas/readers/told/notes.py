"""What is said of how a file was read: the closed list of notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.vocabulary import Label, Language

NOTES: dict[str, Label] = {
    "archive": Label("Lu dans l'archive : {member}.", "Read from the archive: {member}."),
    "encoding": Label("Encodage : {encoding}.", "Encoding: {encoding}."),
    "encoding_mixed": Label(
        "Le fichier mêle UTF-8 et {encoding} : {lines} lignes décodées à part.",
        "The file mixes UTF-8 and {encoding}: {lines} lines decoded on their own.",
    ),
    "encoded_twice": Label(
        "Du texte avait été encodé deux fois (« Ã© » pour « é ») : {lines} lignes rétablies.",
        "Some text had been encoded twice (“Ã©” for “é”): {lines} lines turned back.",
    ),
    "separator": Label("Séparateur : « {separator} ».", "Separator: “{separator}”."),
    "backslash": Label(
        "Les guillemets y sont précédés d'une barre oblique inverse.", "Quotation marks follow a backslash."
    ),
    "excel_texts": Label(
        'Des cellules avaient la forme ="…", par laquelle Excel garde des zéros : leur texte est lu.',
        'Some cells had the form ="…", by which Excel keeps zeros: their text is read.',
    ),
    "other_amounts": Label(
        "« {column} » est pris pour les montants ; d'autres colonnes en portent aussi : {others}.",
        "“{column}” is taken for the amounts; other columns have some too: {others}.",
    ),
    "yearly": Label(
        "Une ligne de financement pour chaque année : colonnes {columns}.",
        "One line of funding for each year: columns {columns}.",
    ),
    "yearly_total": Label(
        "« {column} » est la somme des années et n'est pas comptée en plus.",
        "“{column}” is the sum of the years and is not counted on top.",
    ),
    "yearly_total_differs": Label(
        "« {column} » n'est pas comptée en plus des années, dont elle n'est pas la somme sur {rows} lignes, "
        "à commencer par la ligne {line}.",
        "“{column}” is not counted on top of the years, of which it is not the sum on {rows} rows, first on "
        "line {line}.",
    ),
    "three_decimals": Label(
        "Les montants de « {column} » ont trois chiffres après leur signe ({text}) : ils sont lus comme "
        "des décimales ; vérifiez que ce ne sont pas des milliers.",
        "Amounts of “{column}” have three digits after their mark ({text}): they are read as decimals; check "
        "that they are no thousands.",
    ),
    "wrapped": Label(
        "Chaque ligne était entre guillemets ; ils ont été ôtés.",
        "Every line was between quotation marks; they have been taken off.",
    ),
    "title": Label("Ligne {line}, au-dessus de l'en-tête : {text}", "Line {line}, above the header: {text}"),
    "pair_above": Label(
        "Ligne {line}, au-dessus de l'en-tête et non appliquée aux lignes : {text}",
        "Line {line}, above the header and not applied to the rows: {text}",
    ),
    "no_header": Label(
        "Le fichier n'a pas d'en-tête : ses colonnes sont numérotées.",
        "The file has no header: its columns are numbered.",
    ),
    "headers_joined": Label(
        "Les lignes {lines} forment ensemble l'en-tête.", "Lines {lines} together are the header."
    ),
    "columns_unnamed": Label(
        "Colonnes sans nom, numérotées : {columns}.", "Columns without a name, numbered: {columns}."
    ),
    "columns_repeated": Label(
        "Colonnes de même nom, distinguées : {columns}.", "Columns of the same name, told apart: {columns}."
    ),
    "columns_empty": Label(
        "{count} colonnes vides et sans nom écartées.", "{count} empty columns without a name left out."
    ),
    "total_verified": Label(
        "Ligne {line} : total de « {column} », égal à la somme de {rows} lignes.",
        "Line {line}: total of “{column}”, equal to the sum of {rows} rows.",
    ),
    "total_differs": Label(
        "Ligne {line} : total de « {column} » ({total}), différent de la somme des lignes ({sum}).",
        "Line {line}: total of “{column}” ({total}), other than the sum of the rows ({sum}).",
    ),
    "total_unverified": Label(
        "Ligne {line} : total dont aucune somme n'a pu être vérifiée.",
        "Line {line}: total of which no sum could be verified.",
    ),
    "sheet_hidden": Label("La feuille lue est masquée.", "The sheet that was read is hidden."),
    "sheets": Label(
        "« {sheet} » est lu ; le fichier a aussi : {others}.",
        "“{sheet}” is read; the file also has: {others}.",
    ),
    "sheets_together": Label(
        "Lues ensemble, en une table : {sheets} ; « {column} » dit d'où vient chaque ligne.",
        "Read together, as one table: {sheets}; “{column}” says where each row is from.",
    ),
    "sheets_apart": Label("Non lues : {sheets}.", "Not read: {sheets}."),
    "sheets_agree": Label("De mêmes colonnes : {sheets}.", "Of the same columns: {sheets}."),
    "crs": Label("Coordonnées converties depuis : {crs}.", "Coordinates converted from: {crs}."),
    "crs_guessed": Label(
        "Le fichier ne dit pas son système de coordonnées : {crs} supposé, d'après leur étendue.",
        "The file does not state its coordinate system: {crs} assumed, from their extent.",
    ),
    "layers_left": Label(
        "Couches calculées ou liées à d'autres fichiers, jamais lues : {layers}.",
        "Layers computed or tied to other files, never read: {layers}.",
    ),
    "geometry_unreadable": Label(
        "{count} géométries illisibles, laissées vides.", "{count} unreadable geometries, left blank."
    ),
    "script": Label(
        "Données lues dans un script, sans le nom qu'il leur donne.",
        "Data read out of a script, without the name that it gives them.",
    ),
    "records": Label("La liste lue est « {member} ».", "The list that was read is “{member}”."),
}

# What a note counts, and how it says that there is one.
_COUNTED: dict[str, tuple[str, Label]] = {
    "encoding_mixed": (
        "lines",
        Label(
            "Le fichier mêle UTF-8 et {encoding} : {lines} ligne décodée à part.",
            "The file mixes UTF-8 and {encoding}: {lines} line decoded on its own.",
        ),
    ),
    "encoded_twice": (
        "lines",
        Label(
            "Du texte avait été encodé deux fois (« Ã© » pour « é ») : {lines} ligne rétablie.",
            "Some text had been encoded twice (“Ã©” for “é”): {lines} line turned back.",
        ),
    ),
    "columns_empty": (
        "count",
        Label("{count} colonne vide et sans nom écartée.", "{count} empty column without a name left out."),
    ),
    "total_verified": (
        "rows",
        Label(
            "Ligne {line} : total de « {column} », égal à la somme d'une ligne.",
            "Line {line}: total of “{column}”, equal to the sum of one row.",
        ),
    ),
    "yearly_total_differs": (
        "rows",
        Label(
            "« {column} » n'est pas comptée en plus des années, dont elle n'est pas la somme ligne {line}.",
            "“{column}” is not counted on top of the years, of which it is not the sum on line {line}.",
        ),
    ),
    "geometry_unreadable": (
        "count",
        Label("{count} géométrie illisible, laissée vide.", "{count} unreadable geometry, left blank."),
    ),
}


@dataclass(frozen=True)
class Note:
    """One thing the reader should know of how the file was understood."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int | None:
        """How many lines, rows, columns or geometries it speaks of; None where it counts nothing."""
        counted = _COUNTED.get(self.key)
        return int(self.values[counted[0]]) if counted else None

    def plus(self, other: "Note") -> "Note":
        """Add what the same note counts in a later part of the file."""
        counted = _COUNTED.get(self.key)
        both = {counted[0]: str((self.count or 0) + (other.count or 0))} if counted else {}
        return Note(self.key, {**self.values, **both})

    def to(self, language: Language) -> str:
        """Return it in `language`."""
        counted = _COUNTED.get(self.key)
        values = dict(self.values)
        label = NOTES[self.key]
        if counted:
            values[counted[0]] = grouped(int(values[counted[0]]), language)
            label = counted[1] if self.count == 1 else label
        return label.to(language).format(**values)


def grouped(count: int, language: Language) -> str:
    """Write a whole number with what separates its thousands in `language`.

    Examples
    --------
    >>> grouped(12345, "en")
    '12,345'
    """
    return f"{count:,}".replace(",", "\u202f" if language == "fr" else ",")
