"""Every page in both languages: what it says of itself, and what axe finds at both sizes, nothing serious."""

from importlib import resources
from itertools import pairwise

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


@pytest.fixture(scope="module", params=[(path, language) for path in PATHS for language in ("fr", "en")])
def read(request, home, tabs):
    """A page that is open, and its language; all that looks without touching looks at the same."""
    path, language = request.param
    with tabs() as new:
        atlas = new(home)
        query = "" if language == "fr" else "&lang=en" if "?" in path else "?lang=en"
        atlas.page.goto(f"{home}{path}{query}")
        atlas.page.wait_for_selector("h1")
        atlas.still()
        yield atlas, language


def test_every_page_says_its_language(read):
    atlas, language = read
    atlas.page.wait_for_function(f"document.documentElement.lang === '{language}'")


def test_the_first_heading_of_a_page_is_its_title(read):
    atlas, _ = read
    headings = atlas.page.locator("h1, h2, h3, h4, h5, h6")
    levels = headings.evaluate_all("all => all.map(e => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_nothing_serious_stands_in_anybody_s_way(read, axe):
    atlas, _ = read
    page = atlas.page
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
