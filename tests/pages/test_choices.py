"""No page offers a choice that changes nothing."""

import pytest

from atlas.maps.palettes import PALETTES
from atlas.ui.filters import DRAWING, TERRITORIES

OTHER = {"method": "quantiles", "classes": 4, "palette": list(PALETTES)[1], "points": False, "tiles": True}


@pytest.mark.parametrize(
    ("page", "address", "drawing"),
    [
        ("carte", {"niveau": "epci", "points": "non"}, ("method", "classes", "palette", "tiles")),
        ("carte", {"niveau": "epci", "points": "oui"}, ("tiles",)),
        ("manques", {"niveau": "epci"}, TERRITORIES),
        ("manques", {"niveau": "epci", "types": "tzcld"}, DRAWING),
        ("financements", {"niveau": "epci"}, TERRITORIES),
        ("financements", {"section": "flux"}, ()),
        ("echelles", {"niveau": "epci"}, TERRITORIES),
        ("echelles", {"niveau": "epci", "carte": "grappes"}, ("tiles",)),
        ("echelles", {"section": "methode"}, ()),
        ("pairs", {"depart": "initiative:biovallee"}, ("tiles",)),
        ("territoire", {"territoire": "epci:242600252"}, ("tiles",)),
    ],
)
def test_choices_of_drawing_change_the_map(visit, page, address, drawing):
    reader = visit().turn_to(page)
    reader.app.query_params.update(address)
    reader.run().unfold("drawing")
    offered = [*reader.app.selectbox, *reader.app.select_slider, *reader.app.checkbox]
    assert {widget.key for widget in offered} & {*DRAWING} == {*drawing}
    for key in drawing:
        before = reader.payload
        reader.choose(key, OTHER[key])
        assert reader.payload != before, key


@pytest.mark.parametrize(
    ("page", "section", "shown", "hidden"),
    [
        ("financements", "territoires", {"level", "share_rule", "amount"}, set()),
        ("financements", "comptes", {"level", "share_rule"}, {"amount"}),
        ("financements", "flux", {"level"}, {"share_rule", "amount"}),
        ("echelles", "echelles", {"level", "scales_indicator", "by", "scales_seed"}, set()),
        ("echelles", "zonages", {"scales_indicator", "by", "scales_seed"}, {"level"}),
        ("echelles", "associations", {"scales_seed"}, {"level", "scales_indicator", "by"}),
        ("echelles", "methode", set(), {"level", "scales_indicator", "by", "scales_seed"}),
    ],
)
def test_a_section_offers_what_bears_on_it(visit, page, section, shown, hidden):
    reader = visit().turn_to(page)
    reader.app.query_params.update({"section": section, "montant": "habitant", "indicateur": "count"})
    reader.run()
    offered = {widget.key for widget in [*reader.app.selectbox, *reader.app.radio]}
    assert shown <= offered
    assert not hidden & offered


def test_a_choice_out_of_sight_is_kept(visit):
    reader = visit().turn_to("echelles")
    reader.choose("scales_indicator", "funding").choose("level", "region")
    reader.choose("scales_section", "methode").choose("scales_section", "echelles")
    kept = [reader.app.get_by_key(key).value for key in ("scales_indicator", "level")]
    assert kept == ["funding", "region"]
