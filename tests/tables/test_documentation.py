"""The documentation and the Table Schemas say what the declarations say."""

import json
import re
from pathlib import Path

import pytest

from atlas.tables import (
    DECLARATIONS,
    FUNDING,
    INITIATIVES,
    Declaration,
    dictionary,
    table_schema,
    write_documentation,
)
from atlas.tables.documentation import schema_text, with_sections
from atlas.tables.reading import read

CURATED = Path(__file__).parents[2] / "data" / "initiatives"

every_table = pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)

# Table Schema: the constraints that each type may have.
ALLOWED = {
    "string": {"required", "unique", "pattern", "enum"},
    "boolean": {"required", "enum"},
    "integer": {"required", "unique", "minimum", "maximum", "enum"},
    "number": {"required", "unique", "minimum", "maximum", "enum"},
    "year": {"required", "unique", "minimum", "maximum", "enum"},
}


def test_the_readme_is_current() -> None:
    text = (CURATED / "README.md").read_text(encoding="utf-8")
    assert text == with_sections(text), "run atlas.tables.write_documentation"


@every_table
def test_the_schema_file_is_current(declaration: Declaration) -> None:
    path = CURATED / f"{declaration.name}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(declaration), (
        "run atlas.tables.write_documentation"
    )


@every_table
def test_the_readme_describes_every_column_and_code(declaration: Declaration) -> None:
    text = (CURATED / "README.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {declaration.name}.csv\n")[1].split("\n## ")[0]
    for column in declaration.columns:
        assert f"\n| `{column.name}` | **{column.title.fr}**. " in section
        for code, label in (column.choices or {}).items():
            assert f"\n| `{code}` | {label.fr} | {label.en} |" in section


@every_table
def test_the_schema_keeps_to_table_schema(declaration: Declaration) -> None:
    schema = json.loads(json.dumps(table_schema(declaration)))
    assert re.fullmatch(r"[a-z0-9-]+", schema["name"])
    assert schema["missingValues"] == [""]
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", schema["version"])
    names = [field["name"] for field in schema["fields"]]
    assert names == [column.name for column in declaration.columns]
    for field in schema["fields"]:
        assert field["title"]
        assert field["description"]
        constraints = field["constraints"]
        assert set(constraints) <= ALLOWED[field["type"]]
        if "enum" in constraints:
            assert field["example"] in constraints["enum"]
            assert [category["value"] for category in field["categories"]] == constraints["enum"]
        if "pattern" in constraints:
            assert re.fullmatch(constraints["pattern"], field["example"])
    assert set(schema.get("primaryKey", [])) <= set(names)
    for link in schema.get("foreignKeys", []):
        assert set(link["fields"]) <= set(names)
        other = table_schema(DECLARATIONS[link["reference"]["resource"]])
        assert set(link["reference"]["fields"]) <= {field["name"] for field in other["fields"]}


def test_the_schema_of_one_column_by_hand() -> None:
    fields = {field["name"]: field for field in table_schema(FUNDING)["fields"]}
    assert fields["amount_eur"] == {
        "name": "amount_eur",
        "title": "Montant (€)",
        "description": "Montant en euros\u202f; vide si inconnu.",
        "title_en": "Amount (€)",
        "description_en": "Amount in euros; empty where unknown.",
        "type": "number",
        "example": "18500000",
        "constraints": {"required": False, "minimum": 0},
    }
    assert fields["counted"]["trueValues"] == ["true"]
    assert fields["source_url"]["format"] == "uri"
    assert table_schema(FUNDING)["primaryKey"] == ["line_id"]


@every_table
def test_titles_and_descriptions_stand_in_both_languages(declaration: Declaration) -> None:
    for column in declaration.columns:
        assert all((*column.title, *column.description))
        assert column.description.fr != column.description.en


def test_the_dictionary_speaks_both_languages() -> None:
    french, english = dictionary(INITIATIVES, "fr"), dictionary(INITIATIVES, "en")
    assert french.index.tolist() == [column.name for column in INITIATIVES.columns]
    assert french.loc["seat_commune", "title"] == "Commune du siège"
    assert english.loc["seat_commune", "title"] == "Seat commune"
    assert french.loc["id", "rules"] == "obligatoire, unique, forme ^[a-z0-9_]+$"
    assert english.loc["type", "rules"] == "required, value of types.type"
    assert french.loc["start_year", "rules"] == "au moins 1900, au plus 2100"
    assert english.loc["seat_confidence", "choices"] == (
        "stated (Commune named by the source), inferred (Inferred reference point)"
    )


def test_writing_again_keeps_what_people_wrote(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Mine\n", encoding="utf-8")
    write_documentation(tmp_path)
    first = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert first.startswith("# Mine\n")
    write_documentation(tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == first
    assert {path.name for path in tmp_path.glob("*.json")} == {f"{name}.schema.json" for name in DECLARATIONS}


def test_codes_of_closed_lists_are_all_read_from_the_files() -> None:
    used = read(CURATED / "initiatives.csv", INITIATIVES)["scale"].unique()
    listed = table_schema(INITIATIVES)["fields"][11]["constraints"]["enum"]
    assert set(used) == set(listed)
