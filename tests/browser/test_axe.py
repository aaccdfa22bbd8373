"""What axe finds on every page, wide in one language and narrow in the other: nothing serious or critical."""

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
LANGUAGES = ("fr", "en")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what a screen reader walks along, however little axe thinks of it.
ORDER = {"heading-order", "page-has-heading-one", "empty-heading"}
# Streamlit's own, which the atlas cannot mend: rule, and what stands in the markup of the node.
STREAMLIT = {("target-size", "react-aria")}


@pytest.fixture(scope="module")
def axe():
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


# Pages take turns, so that what they share is met in both languages at both sizes.
VISITS = [(path, LANGUAGES[turn % 2 :] + LANGUAGES[: turn % 2]) for turn, path in enumerate(PATHS)]


@pytest.mark.parametrize(("path", "languages"), VISITS, ids=PATHS)
def test_nothing_serious_stands_in_anybody_s_way(home, tab, axe, path, languages):
    atlas = tab(home)
    page = atlas.page
    for size, language in zip(SIZES, languages, strict=True):
        page.set_viewport_size(size)
        page.goto(f"{home}{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_selector("h1")
        atlas.still()
        for frame in page.frames:
            frame.evaluate(axe)
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
        assert serious == [], (size, language)
