"""What the declarations say, for people and for other programs.

`dictionary` is the table that a page shows, `table_schema` the Table Schema that other tools validate with.
`write_documentation` writes both next to the curated tables.
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.tables.declaration import Column, Declaration, Kind
from atlas.tables.schemas import DECLARATIONS
from atlas.vocabulary import LEVELS, Label, Language

_KINDS: dict[Kind, Label] = {
    "text": Label("texte", "text"),
    "url": Label("adresse", "address"),
    "integer": Label("nombre entier", "whole number"),
    "year": Label("année", "year"),
    "number": Label("nombre", "number"),
    "boolean": Label("true ou false", "true or false"),
}

_FILLED = Label("obligatoire", "required")
_UNIQUE = Label("unique", "unique")
_CLOSED = Label("liste fermée", "closed list")
_FORM = Label("forme", "form")
_AT_LEAST = Label("au moins", "at least")
_AT_MOST = Label("au plus", "at most")
_IN = Label("valeur de", "value of")

_BEGIN = "<!-- Written by atlas.tables.documentation: change the declarations, not this part. -->"


def _rules(column: Column, language: Language) -> list[str]:
    rules = []
    if column.filled:
        rules.append(_FILLED.to(language))
    if column.unique:
        rules.append(_UNIQUE.to(language))
    if column.choices:
        rules.append(_CLOSED.to(language))
    if column.reference:
        rules.append(f"{_IN.to(language)} {column.reference.table}.{column.reference.column}")
    if column.pattern:
        rules.append(f"{_FORM.to(language)} {column.pattern.expression}")
    if column.minimum is not None:
        rules.append(f"{_AT_LEAST.to(language)} {column.minimum:g}")
    if column.maximum is not None:
        rules.append(f"{_AT_MOST.to(language)} {column.maximum:g}")
    return rules


def dictionary(declaration: Declaration, language: Language) -> pd.DataFrame:
    """Describe the columns of a table, for a page of documentation.

    Parameters
    ----------
    language
        `fr` or `en`.

    Returns
    -------
    pandas.DataFrame
        Indexed by the name of the column, in the order of the file: `title`, `description`, `kind`,
        `rules` (text), `choices` (codes with their labels, as text; empty where the list is open) and
        `example`.
    """
    rows = [
        {
            "name": column.name,
            "title": column.title.to(language),
            "description": column.description.to(language),
            "kind": _KINDS[column.kind].to(language),
            "rules": ", ".join(_rules(column, language)),
            "choices": ", ".join(
                f"{code} ({label.to(language)})" for code, label in (column.choices or {}).items()
            ),
            "example": column.example,
        }
        for column in declaration.columns
    ]
    return pd.DataFrame(rows).set_index("name")


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": column.filled}
    if column.unique:
        constraints["unique"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern.expression
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    return constraints


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title.fr,
        "description": column.description.fr,
        "title_en": column.title.en,
        "description_en": column.description.en,
    }
    match column.kind:
        case "text":
            field |= {"type": "string"}
        case "url":
            field |= {"type": "string", "format": "uri"}
        case "boolean":
            field |= {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
        case _:
            field |= {"type": column.kind}
    field |= {"example": column.example, "constraints": _constraints(column)}
    if column.choices:
        field["categories"] = [{"value": code, "label": label.fr} for code, label in column.choices.items()]
    return field


def table_schema(declaration: Declaration) -> dict[str, Any]:
    """Return a declaration as a Frictionless Table Schema, in the form that schema.data.gouv.fr asks for.

    Returns
    -------
    dict
        Ready for `json.dumps`. Rules between the cells of a row have no place in a Table Schema.
    """
    schema: dict[str, Any] = {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": declaration.name.replace("_", "-"),
        "title": declaration.title.fr,
        "description": declaration.description.fr,
        "title_en": declaration.title.en,
        "description_en": declaration.description.en,
        "countryCode": "FR",
        "version": declaration.version,
        "path": f"{declaration.name}.schema.json",
        "fields": [_field(column) for column in declaration.columns],
        "missingValues": [""],
    }
    if declaration.key:
        schema["primaryKey"] = [declaration.key]
    links = [
        {
            "fields": [column.name],
            "reference": {"resource": column.reference.table, "fields": [column.reference.column]},
        }
        for column in declaration.columns
        if column.reference and column.reference.table not in LEVELS
    ]
    if links:
        schema["foreignKeys"] = links
    return schema


def schema_text(declaration: Declaration) -> str:
    """Return the Table Schema as the text of its file."""
    return json.dumps(table_schema(declaration), ensure_ascii=False, indent=2) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _section(declaration: Declaration) -> list[str]:
    title, description = declaration.title, declaration.description
    lines = [
        f"## {declaration.name}.csv",
        "",
        f"{title.fr}. {description.fr}",
        "",
        f"*{title.en}. {description.en}*",
        "",
        "| colonne | contenu | content | forme | exemple |",
        "|---|---|---|---|---|",
    ]
    for column in declaration.columns:
        form = ", ".join([_KINDS[column.kind].fr, *_rules(column, "fr")])
        cells = (
            f"`{column.name}`",
            f"**{column.title.fr}**. {column.description.fr}",
            f"**{column.title.en}**. {column.description.en}",
            form,
            f"`{column.example}`",
        )
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    for column in declaration.columns:
        if column.choices:
            lines += ["", f"`{column.name}` :", "", "| code | fr | en |", "|---|---|---|"]
            lines += [f"| `{code}` | {label.fr} | {label.en} |" for code, label in column.choices.items()]
    if declaration.rules:
        lines += ["", "Règles de ligne / *row rules*:", ""]
        lines += [f"- {rule.message.fr} / *{rule.message.en}*" for rule in declaration.rules]
    return [*lines, ""]


def with_sections(text: str) -> str:
    """Replace the generated part of a README by what the declarations say now.

    Parameters
    ----------
    text
        The README: what people wrote, then the generated part. Only the first is kept.
    """
    written = text.split(_BEGIN, maxsplit=1)[0].rstrip()
    sections = [line for declaration in DECLARATIONS.values() for line in _section(declaration)]
    return "\n".join([written, "", _BEGIN, "", *sections]).rstrip() + "\n"


def write_documentation(folder: Path) -> None:
    """Write the README and the Table Schemas next to the tables.

    Parameters
    ----------
    folder
        Holds the tables and a `README.md`, whose written part is kept.
    """
    readme = folder / "README.md"
    readme.write_text(with_sections(readme.read_text(encoding="utf-8")), encoding="utf-8")
    for declaration in DECLARATIONS.values():
        path = folder / f"{declaration.name}.schema.json"
        path.write_text(schema_text(declaration), encoding="utf-8")
