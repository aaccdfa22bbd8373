"""Every sentence exists in both languages and is used."""

import re
from pathlib import Path
from string import Formatter

from atlas.words import MODULES, TEXTS

ROOT = Path(__file__).resolve().parents[2]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# One test for all keys: they are thousands, and the fault names its own.
def test_both_languages_have_the_same_blanks():
    assert [key for key, label in TEXTS.items() if not label.fr.strip() or not label.en.strip()] == []
    assert [key for key, label in TEXTS.items() if fields(label.fr) != fields(label.en)] == []


def test_french_lines_do_not_break_before_punctuation():
    badly = re.compile(r" [;:?!»]|« |[^\W\d_]'[\w{«]")
    assert {key: label.fr for key, label in TEXTS.items() if badly.search(label.fr)} == {}


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
