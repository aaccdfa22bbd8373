"""Every sentence exists in both languages and is used."""

import re
from pathlib import Path
from string import Formatter

import pytest

from atlas.words import MODULES, TEXTS

ROOT = Path(__file__).resolve().parents[2]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_have_the_same_blanks(key):
    assert TEXTS[key].fr.strip()
    assert TEXTS[key].en.strip()
    assert fields(TEXTS[key].fr) == fields(TEXTS[key].en)


@pytest.mark.parametrize("key", TEXTS)
def test_french_lines_do_not_break_before_punctuation(key):
    assert re.findall(r" [;:?!»]|« |[^\W\d_]'[\w{«]", TEXTS[key].fr) == []


def test_a_key_stands_in_one_module():
    assert len(TEXTS) == sum(len(module.TEXTS) for module in MODULES)


def test_every_sentence_is_used():
    files = [*(ROOT / "atlas").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    files = [path for path in files if "texts" not in path.parts]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"[\"']([a-z0-9_]+)[\"']", code))
    # What is counted has a singular beside it.
    used |= {f"{key}_one" for key in re.findall(r"say_number\(\s*\"([a-z0-9_]+)\"", code)}
    # Families whose last word is a code.
    families = tuple(re.findall(r"f[\"']([a-z_]+_)\{", code))
    assert [key for key in TEXTS if key not in used and not key.startswith(families)] == []
