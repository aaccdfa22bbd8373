"""What a map tells the browser."""

import pytest

from atlas.maps.picture import LegendRow


@pytest.mark.parametrize(
    ("row", "sent"),
    [
        (LegendRow("a", colour="#ffffff", blank="z"), {"text": "a", "colour": "#ffffff", "blank": "z"}),
        (LegendRow("a", kind=0, hollow=True), {"text": "a", "kind": 0, "hollow": True}),
        (LegendRow("a", kind=3), {"text": "a", "kind": 3}),
        (LegendRow("a", mark="line"), {"text": "a", "mark": "line"}),
    ],
)
def test_an_entry_of_the_legend_tells_what_is_set(row, sent):
    assert row.payload() == sent
