"""A gap competes with its like, and is shown whom to call."""

import numpy as np
import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.gaps import SORTS, gaps, models, rank
from atlas.gaps.listing import gaps_table
from atlas.gaps.ranking import MODEL_REACH

TABLE = pd.DataFrame(
    {
        "setting": ["rural", "urbain", "rural", "rural", "urbain", None],
        "left_out": pd.array([500, 90_000, 900, 0, 80_000, 700], dtype="Int64"),
        "left_out_weighted": np.nan,
        "distance_km": [30.0, 4.0, 50.0, 1.0, 8.0, np.nan],
        "shortfall": [0.4, 9.0, 0.1, 5.0, -1.0, np.nan],
        "certainty": ["uncertain", "below", "uncertain", "below", "uncertain", None],
    },
    index=list("abcdef"),
)


def test_a_rank_is_among_its_setting():
    found = rank(TABLE)
    assert found.index.tolist() == ["b", "e", "c", "f", "a"]
    assert found["rank"].astype("float").fillna(-1).tolist() == [1, 2, 1, -1, 2]


def test_by_distance():
    assert rank(TABLE, sort="distance", setting="rural")["rank"].to_dict() == {"c": 1, "a": 2}


def test_by_shortfall_chance_is_not_ranked():
    found = rank(TABLE, sort="shortfall")
    assert found.index.tolist() == ["b", "d", "a", "c"]
    assert found["rank"].isna().tolist() == [False, False, True, True]


def test_unknown_choices_are_said():
    with pytest.raises(UnknownChoiceError, match="'ratio'"):
        rank(TABLE, sort="ratio")
    with pytest.raises(UnknownChoiceError, match="'mixte'"):
        rank(TABLE, setting="mixte")


def test_models_by_hand(small):
    # Of the rural communes with one, 02002 has 4,000 people: too many for 02001 and its 300.
    found = gaps(small, Selection(types=("x",)), "commune", by="coverage")
    alike = models(small, found, pd.Index(["02001", "02006", "98818"]))
    # All squares are as large, so that density differs as population does.
    assert alike["code"].tolist() == ["02001", "02006", "02006"]
    assert alike["model"].tolist() == ["02004", "02004", "02005"]
    assert alike["unlikeness"].tolist() == pytest.approx(
        [np.sqrt(2) * np.log(1.5), np.sqrt(2) * np.log(200 / 150), np.sqrt(2) * np.log(1.5)]
    )
    assert alike["initiative"].unique().tolist() == ["b"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("level", ["bassin_de_vie", "departement"])
def test_models_are_alike_and_have_one(level, sort):
    france = load_catalogue()
    found = gaps(france, Selection(types=("tzcld",)), level)
    rows = rank(found.table, sort=sort)
    alike = models(france, found, rows.index)
    assert alike.groupby("code").size().max() == 3
    assert alike["unlikeness"].max() <= MODEL_REACH
    assert alike["model"].ne(alike["code"]).all()
    assert found.table["initiatives"].reindex(alike["model"]).gt(0).all()
    setting = found.table["setting"]
    assert (setting.reindex(alike["model"]).to_numpy() == setting.reindex(alike["code"]).to_numpy()).all()
    there = france.presence(level, "seat").set_index(["id", "code"]).index
    assert pd.MultiIndex.from_frame(alike[["initiative", "model"]]).isin(there).all()


def test_who_has_some_is_shown_who_has_more():
    france = load_catalogue()
    found = gaps(france, Selection(), "departement")
    rows = rank(found.table, sort="shortfall")
    assert rows["initiatives"].gt(0).all()
    alike = models(france, found, rows.index)
    rate = found.table["rate"]
    assert (rate[alike["model"]].to_numpy() > rate[alike["code"]].to_numpy()).all()
    # Those of the same région come first, each group the most alike first.
    region = france.geography.level("departement")["regions"].map(lambda codes: codes[0])
    alike["away"] = region[alike["model"]].to_numpy() != region[alike["code"]].to_numpy()
    assert alike["away"].any()
    assert alike.groupby("code")["away"].is_monotonic_increasing.all()
    assert alike.groupby(["code", "away"])["unlikeness"].is_monotonic_increasing.all()


def test_the_table_names_what_the_ranking_codes(small):
    found = gaps(small, Selection(types=("x",)), "commune", by="coverage")
    table = gaps_table(small, found, rank(found.table, setting="rural"))
    assert table.index.tolist() == ["02001", "02006"]
    row = table.loc["02006"]
    assert row["nearest_name"] == "Initiative b"
    assert row["nearest_commune"] == "Val-d’Œil-sur-Mer"
    assert row["nearest_departement"] == "Aisne"
    assert row["models"] == "Mont (02004) : Initiative b | Montagne (02005) : Initiative b"
    assert row["millesime"] == "2026"
    assert row["source"]
