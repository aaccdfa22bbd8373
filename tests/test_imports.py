"""What the atlas imports."""

import subprocess
import sys

# Pages are first imported while a reader's page runs: an error that a library keeps would keep that page, and
# the rows that the reader brought, for as long as the process lives.
KEPT_ERRORS = """
import gc, importlib, pkgutil
import atlas
for one in pkgutil.walk_packages(atlas.__path__, "atlas."):
    if not one.name.endswith(("__main__", "_process", ".postgis")):
        importlib.import_module(one.name)
gc.collect()
for kept in gc.get_objects():
    if isinstance(kept, BaseException) and kept.__traceback__ is not None:
        print(kept.__traceback__.tb_frame.f_code.co_filename, repr(kept))
"""


def test_no_library_keeps_an_error_with_the_page_that_imported_it():
    answer = subprocess.run([sys.executable, "-c", KEPT_ERRORS], capture_output=True, text=True, check=True)
    assert answer.stdout == ""
