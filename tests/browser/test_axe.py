"""What axe finds on every page, at both sizes, in both languages: nothing serious or critical."""

from importlib import resources

import pytest

pytestmark = pytest.mark.browser

PATHS = (
    "",
    "manques?types=pat",
    "financements",
    "echelles",
    "echelles?section=indicateur",
    "territoire?territoire=region:53",
    "territoire",
    "pairs?depart=commune:26108",
    "pairs?vue=network",
    "enseignements",
    "donnees",
    "sources",
)
SIZES = ({"width": 1400, "height": 900}, {"width": 390, "height": 844})
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what a screen reader walks along, however little axe thinks of it.
ORDER = {"heading-order", "page-has-heading-one", "empty-heading"}
# Streamlit's own, which the atlas cannot mend: rule, and what stands in the markup of the node.
STREAMLIT = {("target-size", "react-aria")}


@pytest.fixture(scope="module")
def axe():
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_serious_stands_in_anybody_s_way(home, tab, axe, path, language):
    atlas = tab(home)
    page = atlas.page
    query = "" if language == "fr" else "&lang=en" if "?" in path else "?lang=en"
    page.goto(f"{home}{path}{query}")
    page.wait_for_selector("h1")
    atlas.still()
    for frame in page.frames:
        frame.evaluate(axe)
    for size in SIZES:
        page.set_viewport_size(size)
        atlas.still()
        found = page.evaluate(
            "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", RULES
        )["violations"]
        serious = [
            (rule["id"], node["html"])
            for rule in found
            if rule["impact"] in ("serious", "critical") or rule["id"] in ORDER
            for node in rule["nodes"]
            if not any(rule["id"] == name and part in node["html"] for name, part in STREAMLIT)
        ]
        assert serious == []
