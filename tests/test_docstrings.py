"""Docstrings keep their form: a heading stands on a line of its own, above its rule."""

import ast
import re
from pathlib import Path

import pytest

import atlas

FOLDER = Path(atlas.__file__).parent
# A rule of dashes after words on the same line: the heading was folded into its paragraph.
FOLDED = re.compile(r"\w[^\n]*[ \t]-{4,}")
OWNERS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.relative_to(FOLDER).as_posix()
)
def test_no_heading_is_folded_into_its_paragraph(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, OWNERS)]
    assert [text for text in texts if FOLDED.search(text)] == []
