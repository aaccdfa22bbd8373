"""Docstrings keep their form: a heading stands on a line of its own, above its rule."""

import ast
import re
from pathlib import Path

import atlas

FOLDER = Path(atlas.__file__).parent
# A rule of dashes after words on the same line: the heading was folded into its paragraph.
FOLDED = re.compile(r"\w[^\n]*[ \t]-{4,}")
OWNERS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def test_no_heading_is_folded_into_its_paragraph():
    texts = [
        (path, ast.get_docstring(node) or "")
        for path in sorted(FOLDER.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, OWNERS)
    ]
    assert len(texts) > 1000
    assert [(path, text) for path, text in texts if FOLDED.search(text)] == []
