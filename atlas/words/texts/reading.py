"""What is said of a file that is read: why it is refused, and how it was understood."""

from atlas.vocabulary import Label

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
    "too_many_rows": Label(
        "Le fichier a plus de {limit} lignes : partagez-le.",
        "The file has more than {limit} rows: divide it.",
    ),
    "too_many_columns": Label(
        "Le fichier a plus de {limit} colonnes : gardez les colonnes utiles.",
        "The file has more than {limit} columns: keep the columns you need.",
    ),
    "too_many_cells": Label(
        "Le tableau s'étend sur plus de {limit} cellules : supprimez les lignes et les colonnes vides ou "
        "inutiles.",
        "The table spans more than {limit} cells: delete rows and columns that are empty or not needed.",
    ),
    "too_many_values": Label(
        "Le JSON a plus de {limit} valeurs : gardez les objets et les propriétés utiles, ou simplifiez les "
        "contours.",
        "The JSON has more than {limit} values: keep the objects and properties you need, or simplify the "
        "outlines.",
    ),
    "zip_too_large": Label(
        "Le contenu décompressé dépasse {limit} Mo, ou est bien plus grand que le fichier : gardez les "
        "seules colonnes et années utiles.",
        "The unpacked content is larger than {limit} MB, or far larger than the file: keep only the columns "
        "and years you need.",
    ),
    "perimeters_no_communes": Label(
        "Aucune colonne ne dit de communes, d'intercommunalités ni de départements parmi {columns} : nommez-en une « code INSEE », « commune » ou « communes ».",
        "No column tells communes, intercommunalités or départements among {columns}: call one “code INSEE”, “commune” or “communes”.",
    ),
    "perimeters_nothing": Label(
        "Aucune commune reconnue : donnez des codes INSEE, des noms avec leur département, ou une couche de polygones.",
        "No commune was recognised: give INSEE codes, names with their département, or a layer of polygons.",
    ),
    "perimeters_too_many": Label(
        "Plus de {limit} périmètres : partagez le fichier.",
        "More than {limit} perimeters: split the file.",
    ),
    "zip_too_many": Label(
        "L'archive contient plus de {limit} fichiers : envoyez celui qu'il faut lire.",
        "The archive has more than {limit} files: send the one to be read.",
    ),
    "zip_damaged": Label(
        "L'archive est endommagée : téléchargez-la ou créez-la à nouveau.",
        "The archive is damaged: download it or make it again.",
    ),
    "zip_nothing": Label(
        "L'archive ne contient aucun fichier lisible : {formats}.",
        "The archive has no file that can be read: {formats}.",
    ),
    "password": Label(
        "Le fichier est protégé par un mot de passe : enregistrez-le sans protection.",
        "The file is protected by a password: save it without protection.",
    ),
    "entities": Label(
        "Le fichier déclare des entités XML, qui ne sont jamais lues : enregistrez-le à nouveau depuis son "
        "logiciel.",
        "The file declares XML entities, which are never read: save it again from its software.",
    ),
    "nested": Label(
        "Le fichier imbrique trop de niveaux pour être un tableau.",
        "The file nests too many levels to be a table.",
    ),
    "no_table": Label(
        "Le fichier n'est d'aucun format lu : {formats}.",
        "The file is of no format that is read: {formats}.",
    ),
    "web_page": Label(
        "Le fichier est une page web : téléchargez les données elles-mêmes, en CSV ou en XLSX.",
        "The file is a web page: download the data themselves, as CSV or XLSX.",
    ),
    "damaged": Label(
        "Le fichier ({format}) est endommagé ou incomplet : téléchargez-le ou enregistrez-le à nouveau.",
        "The file ({format}) is damaged or incomplete: download it or save it again.",
    ),
    "bad_character": Label(
        "La ligne {line} contient un caractère nul : le fichier n'est pas un texte, ou il est endommagé.",
        "Line {line} has a null character: the file is no text, or it is damaged.",
    ),
    "bad_quotes": Label(
        "Les guillemets ne se referment pas, dès la ligne {line} : vérifiez-les autour d'elle.",
        "Quotation marks do not close, from line {line} on: check them near it.",
    ),
    "too_heavy": Label(
        "Lire ce fichier ({format}) demande plus que la mémoire permise ({limit} Go), souvent dans un "
        "classeur pour une cellule égarée loin du tableau : copiez le tableau seul dans un nouveau fichier.",
        "Reading this file ({format}) takes more than the memory allowed ({limit} GB), often in a workbook "
        "for a cell astray far from the table: copy the table alone into a new file.",
    ),
    "too_slow": Label(
        "Lire ce fichier ({format}) demande plus de {limit} secondes : gardez le tableau seul, ou "
        "enregistrez-le en CSV.",
        "Reading this file ({format}) takes more than {limit} seconds: keep the table alone, or save it as "
        "CSV.",
    ),
    "crashed": Label(
        "Le lecteur de {format} s'est arrêté deux fois sur ce fichier, sans dire pourquoi : réessayez, ou "
        "enregistrez-le à nouveau ou en CSV.",
        "The reader of {format} broke down on this file twice, without saying why: try again, or save it "
        "anew or as CSV.",
    ),
    "no_row": Label(
        "Aucune ligne ne se lit, dès la ligne {line} : vérifiez les séparateurs et les guillemets.",
        "No row can be read, from line {line} on: check the separators and quotation marks.",
    ),
    "bad_header": Label(
        "L'en-tête (ligne {line}) a {header} colonnes et les lignes {row} : nommez chaque colonne.",
        "The header (line {line}) has {header} columns and the rows {row}: name every column.",
    ),
    "bad_json": Label(
        "Le JSON s'interrompt à la ligne {line}, caractère {column} : téléchargez le fichier à nouveau.",
        "The JSON breaks off at line {line}, character {column}: download the file again.",
    ),
    "script": Label(
        "Le fichier est un script, pas un fichier de données : exportez les données en GeoJSON ou en CSV.",
        "The file is a script, not a data file: export the data as GeoJSON or CSV.",
    ),
    "topojson": Label(
        "Le fichier est un TopoJSON, que l'atlas ne lit pas : exportez-le en GeoJSON.",
        "The file is a TopoJSON, which the atlas does not read: export it as GeoJSON.",
    ),
    "no_records": Label("Le JSON ne contient pas de liste d'objets.", "The JSON has no list of objects."),
    "no_layer": Label(
        "Le fichier géographique n'a aucune couche d'objets.", "The geographic file has no layer of features."
    ),
    "unsafe_layer": Label(
        "Le GeoPackage calcule ses couches ou renvoie à d'autres fichiers ({name}) : exportez une couche.",
        "The GeoPackage computes a layer or points to other files ({name}): export the layer alone.",
    ),
    "unknown_crs": Label(
        "Le fichier ne dit pas dans quel système sont ses coordonnées : joignez le fichier .prj, ou "
        "exportez en WGS 84 (EPSG:4326).",
        "The file does not say in which system its coordinates are: add the .prj file, or export as WGS 84 "
        "(EPSG:4326).",
    ),
    "shapefile_incomplete": Label(
        "Le Shapefile n'est pas entier : mettez les fichiers .shp, .shx et .dbf dans le même zip.",
        "The Shapefile is not whole: put the .shp, .shx and .dbf files in one zip.",
    ),
    "no_amount": Label(
        "Aucune colonne ne porte de montants : nommez-en une « montant », en euros.",
        "No column has amounts: name one “montant”, in euros.",
    ),
    "amount_unreadable": Label(
        "Les cellules de « {column} » ne se lisent pas comme des montants, par exemple « {text} » (ligne "
        "{line}) : écrivez-y des nombres, en euros.",
        "The cells of “{column}” cannot be read as amounts, such as “{text}” (line {line}): write numbers in "
        "them, in euros.",
    ),
    "other_currency": Label(
        "« {column} » est en {currency}, qu'aucune loi ne convertit en euros : donnez une colonne en euros.",
        "“{column}” is in {currency}, which no law converts to euros: give a column in euros.",
    ),
    "no_name": Label(
        "Aucune colonne ne porte le nom des initiatives : nommez-en une « nom ».",
        "No column has the names of the initiatives: name one “nom”.",
    ),
    "fields_below": Label(
        "« {column} » a les noms de colonnes les uns sous les autres, comme « {text} » : mettez chaque initiative sur une ligne, avec une colonne pour chacun.",
        "“{column}” has names of columns below each other, such as “{text}”: give each initiative one row, with a column for each of them.",
    ),
    "no_place": Label(
        "Aucune colonne ne dit où sont les aides : nommez-en une « code_commune », « siren_epci », "
        "« code_postal » ou « departement ».",
        "No column tells where the grants are: name one “code_commune”, “siren_epci”, “code_postal” or "
        "“departement”.",
    ),
}
LARGER = Label(
    "La commande « atlas import » en lit de plus grands : un CSV ou un Parquet de toute taille, les autres "
    "formats jusqu'à {size} Mo, {rows} lignes et {cells} cellules.",
    "The command “atlas import” reads larger ones: a CSV or Parquet of any size, the other formats up to "
    "{size} MB, {rows} rows and {cells} cells.",
)
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
    "other_places": Label(
        "« {column} » est pris pour le lieu des lignes ; d'autres colonnes en disent un autre : {others}.",
        "“{column}” is taken for the place of the rows; other columns tell another: {others}.",
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
    "tables_beside": Label(
        "Des tableaux de mêmes colonnes se trouvent côte à côte : seul le premier est lu ({columns}). "
        "Mettez-les l'un sous l'autre pour que tout soit lu.",
        "Tables of the same columns stand side by side: the first alone is read ({columns}). Put them below "
        "each other for all to be read.",
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
    "crs": Label("Coordonnées converties depuis : {crs}.", "Coordinates converted from: {crs}."),
    "crs_guessed": Label(
        "Le fichier ne dit pas son système de coordonnées : {crs} supposé, d'après leur étendue.",
        "The file does not state its coordinate system: {crs} assumed, from their extent.",
    ),
    "crs_fitting": Label(
        "X et Y ne tombent pas en France dans le système supposé ; ils y tomberaient en : {systems}. Il se dit "
        "par l'en-tête de la colonne ou par --crs.",
        "X and y are not in France in the system that was assumed; they would be in: {systems}. Say it in "
        "the header of the column or with --crs.",
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
    "yearly": Label(
        "Une ligne de financement pour chaque année : colonnes {columns}.",
        "One line of funding for each year: columns {columns}.",
    ),
    "by_funder": Label(
        "Une ligne de financement pour chaque financeur : colonnes {columns}.",
        "One line of funding for each funder: columns {columns}.",
    ),
    "abreast_total": Label(
        "« {column} » est leur somme et n'est pas comptée en plus.",
        "“{column}” is their sum and is not counted on top.",
    ),
    "abreast_total_differs": Label(
        "« {column} » n'est pas comptée en plus de ces colonnes, dont elle n'est pas la somme sur {rows} lignes, à commencer par la ligne {line}.",
        "“{column}” is not counted on top of these columns, of which it is not the sum on {rows} rows, first on line {line}.",
    ),
    "sheets_together": Label(
        "Lues ensemble, en une table : {sheets} ; « {column} » dit d'où vient chaque ligne.",
        "Read together, as one table: {sheets}; “{column}” says where each row is from.",
    ),
    "sheets_apart": Label("Non lues : {sheets}.", "Not read: {sheets}."),
    "sheets_agree": Label("De mêmes colonnes : {sheets}.", "Of the same columns: {sheets}."),
}

# What a note counts, and how it says that there is one.
COUNTED: dict[str, tuple[str, Label]] = {
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
    "geometry_unreadable": (
        "count",
        Label("{count} géométrie illisible, laissée vide.", "{count} unreadable geometry, left blank."),
    ),
    "abreast_total_differs": (
        "rows",
        Label(
            "« {column} » n'est pas comptée en plus de ces colonnes, dont elle n'est pas la somme ligne {line}.",
            "“{column}” is not counted on top of these columns, of which it is not the sum on line {line}.",
        ),
    ),
}
