"""Each filter keeps what a plain reading of the files keeps."""

from pathlib import Path

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection, select_funding
from atlas.errors import UnknownChoiceError

DATA = Path(__file__).parents[2] / "data"


def plain(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "initiatives" / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def initiatives() -> pd.DataFrame:
    communes = pd.read_parquet(
        DATA / "geo" / "commune.parquet", columns=["code", "setting", "density_level", "aav_category"]
    ).set_index("code")
    rows = plain("initiatives").set_index("id")
    return rows.join(communes, on="seat_commune")


def chosen(**parts: object) -> list[str]:
    return load_catalogue().choose(Selection(**parts)).index.tolist()


def ids(rows: pd.DataFrame) -> list[str]:
    # A test of an empty answer would hold for a filter that drops everything.
    assert 0 < len(rows) < len(plain("initiatives"))
    return rows.index.tolist()


def test_no_filter_keeps_all_in_order(initiatives):
    assert chosen() == initiatives.index.tolist()


@pytest.mark.parametrize("types", [("ptce",), ("pat", "monnaie_locale")])
def test_types(initiatives, types):
    assert chosen(types=types) == ids(initiatives[initiatives["type"].isin(types)])


@pytest.mark.parametrize(
    ("typology", "column", "categories"),
    [
        ("setting", "setting", ("rural",)),
        ("setting", "setting", ("urbain", "periurbain")),
        ("density", "density_level", ("1", "7")),
        ("aav", "aav_category", ("20", "30")),
    ],
)
def test_categories_of_the_seat(initiatives, typology, column, categories):
    values = initiatives[column].map(lambda v: "" if pd.isna(v) else v if isinstance(v, str) else f"{v:.0f}")
    expected = ids(initiatives[values.isin(categories)])
    assert chosen(typology=typology, categories=categories) == expected


@pytest.mark.parametrize("scales", [("bassin_de_vie",), ("region", "unknown")])
def test_scales(initiatives, scales):
    assert chosen(scales=scales) == ids(initiatives[initiatives["scale"].isin(scales)])


@pytest.mark.parametrize("undated", [True, False])
def test_years(initiatives, undated):
    year = pd.to_numeric(initiatives["start_year"])
    expected = ids(initiatives[year.between(2015, 2018) | (year.isna() & undated)])
    assert chosen(years=(2015, 2018), undated=undated) == expected


def test_undated_alone_drops_nothing(initiatives):
    assert chosen(undated=False) == initiatives.index.tolist()


@pytest.mark.parametrize("levels", [("region",), ("etat", "europe")])
def test_funder_levels_keep_those_who_received(initiatives, levels):
    lines = plain("funding")
    lines = lines[lines["direction"].eq("received") & lines["funder_level"].isin(levels)]
    assert chosen(funder_levels=levels) == ids(initiatives[initiatives.index.isin(lines["initiative_id"])])


def test_funder_levels_keep_only_their_lines():
    catalogue = load_catalogue()
    kept = select_funding(catalogue.lines, Selection(funder_levels=("region",)))
    rows = plain("funding").set_index("line_id")
    rows = rows[rows["direction"].eq("received") & rows["counted"].eq("true") & rows["amount_eur"].ne("")]
    assert sorted(kept.index) == sorted(rows.index[rows["funder_level"].eq("region")])
    assert select_funding(catalogue.lines, Selection()) is catalogue.lines


@pytest.mark.parametrize("initiators", [("ess",), ("collectivite", "mixte")])
def test_initiators(initiatives, initiators):
    assert chosen(initiators=initiators) == ids(initiatives[initiatives["initiator"].isin(initiators)])


@pytest.mark.parametrize(
    ("forms", "pattern"),
    [
        (("scic",), r"\bSCIC\b"),
        (("sas", "scop"), r"\bSAS\b|\bSCOP\b"),
        (("association",), r"\bassociations?\b"),
    ],
)
def test_legal_forms_are_read_in_the_words_of_sources(initiatives, forms, pattern):
    assert chosen(legal_forms=forms) == ids(initiatives[initiatives["legal_forms"].str.contains(pattern)])


@pytest.mark.parametrize(("name", "column"), [("ess_links", "ess_link"), ("stages", "stage")])
def test_words_of_sources_as_they_stand(initiatives, name, column):
    for words in set(initiatives[column]) - {""}:
        assert chosen(**{name: (words,)}) == ids(initiatives[initiatives[column].eq(words)])


def test_text_looks_at_name_territory_initiator_and_type(initiatives):
    label = plain("types").set_index("type")[["label_fr", "label_en"]].agg(" ".join, axis=1)
    where = initiatives["name"] + " " + initiatives["territory"] + " " + initiatives["initiator_text"]
    where = where + " " + initiatives["type"].map(label)
    assert chosen(text="bretagne") == ids(initiatives[where.str.contains("bretagne", case=False)])


def test_text_needs_every_word_whatever_case_and_accents():
    assert chosen(text="BIOVALLEE drome") == chosen(text="Biovallée Drôme")
    assert "biovallee" in chosen(text="drome biovallee")
    assert set(chosen(text="biovallee drome")) <= set(chosen(text="drome")) & set(chosen(text="biovallee"))
    assert chosen(text="zzz") == []


def test_text_is_no_pattern(initiatives):
    assert chosen(text="(") == initiatives.index.tolist()
    assert chosen(text="b.*e") == chosen(text="b e")


def test_filters_narrow_together(initiatives):
    both = initiatives[initiatives["type"].eq("ptce") & initiatives["setting"].eq("rural")]
    assert chosen(types=("ptce",), categories=("rural",)) == ids(both)


def test_unknown_typology():
    with pytest.raises(UnknownChoiceError, match="'mood'"):
        chosen(typology="mood")
