import subprocess
import sys


def test_no_other_page_waits_for_the_statistical_libraries():
    script = (
        "import sys, atlas.scales, atlas.scales.listing, atlas.ui.scales.panel\n"
        "print(sorted({'esda', 'libpysal', 'inequality', 'numba'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
