"""What the atlas imports, and what stands in memory then."""

import json
import re
import subprocess
import sys

import pytest

# In a process of its own: other tests keep errors, and make labels that hold what came from files.
EVERYTHING = """
import gc, importlib, json, pkgutil
import atlas
names = [one.name for one in pkgutil.walk_packages(atlas.__path__, "atlas.")]
for name in names:
    if not name.endswith(("__main__", "_process", ".postgis")):
        importlib.import_module(name)
from atlas.vocabulary import Label
gc.collect()
kept = [
    (one.__traceback__.tb_frame.f_code.co_filename, repr(one))
    for one in gc.get_objects() if isinstance(one, BaseException) and one.__traceback__ is not None
]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
labels = [one.fr for one in gc.get_objects() if isinstance(one, Label)]
print(json.dumps({"errors": kept, "labels": labels}))
"""

# What every page needs, before anybody takes a file away or brings one.
PAGES = """
import importlib, json, pkgutil, sys
import atlas.ui
for one in pkgutil.walk_packages(atlas.ui.__path__, "atlas.ui."):
    importlib.import_module(one.name)
print(json.dumps(sorted({"fpdf", "mapclassify", "matplotlib", "pyogrio", "sklearn"} & sys.modules.keys())))
"""


@pytest.fixture(scope="module")
def imported():
    return told_by(EVERYTHING)


def told_by(program):
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


def test_pages_do_without_what_only_files_need():
    # A process serves pages for weeks, and each of these would take 10 to 40 MB of it.
    assert told_by(PAGES) == []


def test_no_library_keeps_an_error_with_the_page_that_imported_it(imported):
    # Pages are first imported while a reader's page runs: an error that a library keeps would keep that page,
    # and the rows that the reader brought, for as long as the process lives.
    assert imported["errors"] == []


def test_every_label_of_every_module_is_set_as_printers_do(imported):
    assert len(imported["labels"]) > 1000
    badly = re.compile(r" [;:?!»]|« |[^\W\d_]'[\w{«]")
    assert [text for text in imported["labels"] if badly.search(text)] == []
