"""Each record of the log is one line, and a fault says where it happened, not whose data it met."""

import re
import subprocess
import sys

SECRET = "jeanne.dupont@example.org"  # noqa: S105 - a name
SCRIPT = f"""
import logging
from streamlit.logger import get_logger
from atlas.ui.server.lines import keep_to_lines
keep_to_lines()
try:
    int("{SECRET}")
except ValueError:
    get_logger("streamlit.error_util").exception("Uncaught app execution")
logging.getLogger("atlas.served").info("GET /carte 200\\nforged line")
"""


def test_a_fault_is_one_line_without_its_message():
    # In a process of its own, for it changes what all its logs are.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    first, second = done.stderr.splitlines()
    assert re.search(r"Uncaught app execution ValueError at <string>:\d+$", first)
    assert SECRET not in first
    assert second.endswith("GET /carte 200 forged line")
