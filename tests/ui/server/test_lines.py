"""Each record of the log is one line, and a fault says where it happened, not whose data it met."""

import re
import subprocess
import sys

SECRET = "jeanne.dupont@example.org"  # noqa: S105 - a name
BEGINS = "import logging\nfrom atlas.ui.server.lines import keep_to_lines\nkeep_to_lines()\n"
FAULT = f"""
from streamlit.logger import get_logger
try:
    int("{SECRET}")
except ValueError:
    get_logger("streamlit.error_util").exception("Uncaught app execution")
logging.getLogger("atlas.served").info("GET /carte 200\\nforged line")
"""
# What other packages say of what a reader wrote, and what Python would print beside any log.
OTHERS = f"""
import threading, warnings
log = logging.getLogger("streamlit.other")
log.warning("Failed to apply edit %r to row %s", {{"name": "{SECRET}"}}, 12)
log.error("Error during authentication: %s. Error description: %s", "access_denied", "{SECRET}")
log.error("Error during authentication: %s.", "{SECRET}")
log.error("Named: %(who)s", {{"who": "{SECRET}"}})
log.error("Failed: %s", ValueError("{SECRET}"))
log.error(ValueError("{SECRET}"))
log.error("Task exception was never retrieved\\nfuture: <Task exception=ValueError('{SECRET}')>")
warnings.warn("row 3 holds {SECRET}")
thread = threading.Thread(target=int, args=("{SECRET}",))
thread.start()
thread.join()
class Ends:
    def __del__(self):
        raise ValueError("{SECRET}")
Ends()
"""


def lines(script):
    # In a process of its own, for it changes what all its logs are.
    command = [sys.executable, "-c", BEGINS + script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()


def test_a_fault_is_one_line_without_its_message():
    first, second = lines(FAULT)
    assert re.search(r"Uncaught app execution ValueError at <string>:\d+$", first)
    assert SECRET not in first
    assert second.endswith("GET /carte 200 forged line")


def test_nothing_that_others_say_names_what_a_reader_wrote():
    told = [re.sub(r"^[-\d]+ [\d:,]+ ", "", line) for line in lines(OTHERS)]
    assert [line for line in told if SECRET in line] == []
    assert told[:7] == [
        "Failed to apply edit '…' to row 12",
        "Error during authentication: access_denied. Error description: …",
        "Error during authentication: ….",
        "Named: …",
        "Failed: ValueError",
        "ValueError",
        "Task exception was never retrieved",
    ]
    assert re.fullmatch(r"UserWarning at <string>:\d+", told[7])
    assert re.fullmatch(r"Uncaught in a thread ValueError at \S+:\d+ < .*", told[8])
    assert re.fullmatch(r"Uncaught at an end ValueError at <string>:\d+", told[9])


def test_a_file_that_gdal_refuses_is_not_quoted():
    point = f"<gml:Point><gml:pos>{SECRET}</gml:pos></gml:Point>"
    member = f"<gml:featureMember><a><b>{SECRET}</b>{point}</a></gml:featureMember>"
    space = 'xmlns:gml="http://www.opengis.net/gml"'
    content = f"<gml:FeatureCollection {space}>{member}</gml:FeatureCollection>"
    script = f"""
import io
from atlas.readers import FileRefusedError
from atlas.readers.imports import read_raw
try:
    read_raw(io.BytesIO({content!r}.encode()), name="{SECRET}.gml")
except FileRefusedError:
    logging.getLogger("atlas.served").info("refused")
"""
    (line,) = lines(script)
    assert line.endswith("refused")
