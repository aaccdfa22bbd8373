"""Each promise of `SECURITY.md` names tests, and they exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def promises():
    """Yield each promise with the tests that it names."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What is not promised")[0]
    for item in re.findall(r"^- (.+?)(?=^- |^#|\Z)", text, re.MULTILINE | re.DOTALL):
        yield item, re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", item)


def test_each_promise_has_tests_that_exist():
    found = list(promises())
    assert found
    for promise, named in found:
        assert named, promise
        for path, test in named:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
