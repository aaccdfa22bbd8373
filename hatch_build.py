"""What the wheel holds beside the package: the app and its data, which lie at the top of the repository.

An editable install reads them where they lie; `atlas/settings.py` says where that is.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = {
    ".streamlit/config.toml": "atlas/_app/.streamlit/config.toml",
    "streamlit_app.py": "atlas/_app/streamlit_app.py",
    "pages": "atlas/_app/pages",
    "data": "atlas/_data",
}


class WholeWheel(BuildHookInterface):
    """Put the app and its data into the package's own space."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files of a wheel; `version` is "editable" for `pip install -e`."""
        if version == "standard":
            for place, inside in INSIDE.items():
                build_data["force_include"][str(Path(self.root, place))] = inside
