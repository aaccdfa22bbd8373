"""A table of the reader's own finds its territories, and every line of it is in the ledger."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import MissingColumnError, UnknownChoiceError
from atlas.indicator import example, join, match_codes, propose, raise_to, recognise_level
from atlas.indicator.cells import read_numbers
from atlas.readers import read_raw
from atlas.territories import load_geography
from atlas.vocabulary import LEVELS


def raw(text):
    return read_raw(io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("12,5 %", 12.5),
        ("-3.25", -3.25),
        ("\u22123,25", -3.25),
        ("0", 0.0),
    ],
)
def test_numbers_are_read_as_people_write_them(written, value):
    assert read_numbers(pd.Series([written]))["value"].tolist() == [value]


@pytest.mark.parametrize("written", ["s", "S", "nd", "n.d.", "NC", "…", "///", "-", "n/a", "secret"])
def test_what_is_withheld_is_unknown_and_not_zero(written):
    read = read_numbers(pd.Series([written, "3"]))
    assert np.isnan(read["value"].iloc[0])
    assert read["problem"].iloc[0] == "withheld"


@pytest.mark.parametrize("written", ["beaucoup", "1E400", "1e300", "12/2024", "=A1+1", "0x10"])
def test_what_is_no_number_is_told(written):
    read = read_numbers(pd.Series([written, "3"]))
    assert read["value"].isna().tolist() == [True, False]
    assert read["problem"].iloc[0] == "unreadable"


def test_a_mark_before_three_digits_is_what_the_column_shows():
    assert read_numbers(pd.Series(["1.234,5", "15.000"]))["value"].tolist() == [1234.5, 15000.0]
    assert read_numbers(pd.Series(["1.5", "15.000"]))["value"].tolist() == [1.5, 15.0]


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_a_number_written_in_french_is_read_back(value):
    written = f"{value:,.2f}".replace(",", "\u202f").replace(".", ",")
    assert read_numbers(pd.Series([written]))["value"].tolist() == [pytest.approx(value)]


def test_communes_by_every_way_that_people_name_them(tiny):
    cells = ["01001", "1001", "02003", "75112", "02009", "Montagne", "Saint-Alban", "210100012", "98818"]
    found = match_codes(pd.Series([*cells, "99999", "9.9E+4", ""]), "commune", tiny)
    assert found["code"].fillna("").tolist()[:6] == ["01001", "01001", "02002", "75056", "", "02005"]
    assert found["how"].fillna("").tolist()[:6] == [
        *("code", "padded_code", "former_code", "former_code", "", "name"),
    ]
    assert found["reason"].fillna("").tolist()[4:] == [
        *("ambiguous", "", "ambiguous", "", "no_outline", "unknown", "power", "blank"),
    ]
    assert found["candidates"].iloc[4] == "02004|02005"
    assert found["code"].iloc[7] == "01001"


def test_epcis_by_number_as_spreadsheets_keep_them(tiny):
    found = match_codes(pd.Series(["200000001.0", "200 000 002", "CC du Large", "2E+08"]), "epci", tiny)
    assert found["code"].fillna("").tolist() == ["200000001", "200000002", "200000002", ""]
    assert found["reason"].iloc[3] == "power"


def test_a_region_of_before_2016_is_told():
    found = match_codes(pd.Series(["Alsace", "42", "44", "4", "Bretagne"]), "region", load_geography())
    assert found["reason"].fillna("").tolist() == ["former_region", "former_region", "", "", ""]
    assert found["code"].fillna("").tolist()[2:] == ["44", "04", "53"]


@pytest.mark.parametrize("level", LEVELS)
def test_every_code_of_a_level_is_its_own_and_tells_the_level(level):
    geography = load_geography()
    table = geography.level(level)
    if level == "commune":
        table = table[table["departement"].notna()]
    codes = table.index.to_series().reset_index(drop=True).astype("str")
    found = match_codes(codes, level, geography)
    assert (found["code"] == codes).all()
    assert recognise_level("code", codes, geography).levels == (level,)
    # As numbers, which have no leading zero.
    bare = codes.str.replace(r"^0", "", regex=True)
    assert (match_codes(bare, level, geography)["code"] == codes).all()


def test_codes_that_may_be_of_two_levels_are_asked_about():
    geography = load_geography()
    few = pd.Series(["11", "24", "53"])
    assert set(recognise_level("code", few, geography).levels) == {"departement", "region"}
    assert recognise_level("code_region", few, geography).levels == ("region",)
    assert recognise_level("code", pd.Series(["11", "24", "53", "29"]), geography).levels == ("departement",)
    with pytest.raises(MissingColumnError, match="--level"):
        join(raw("code;part\n11;1\n24;2\n53;3\n"), geography)
    assert join(raw("code;part\n11;1\n24;2\n53;3\n"), geography, level="region").known.to_dict() == {
        "11": 1.0,
        "24": 2.0,
        "53": 3.0,
    }


def test_codes_that_became_decimals_are_codes_still():
    codes = pd.Series(["200067205.0", "242600534.0", "200093201.0"])
    assert recognise_level("EPCI", codes, load_geography()).levels == ("epci",)


def test_a_measure_is_no_column_of_codes():
    geography = load_geography()
    assert recognise_level("fermes", pd.Series(["12", "25", "53"]), geography).levels == ()
    assert recognise_level("fermes", pd.Series(["01", "25", "53"]), geography).levels != ()
    assert recognise_level("numéro", pd.Series(["1", "25", "54"]), geography).levels == ("departement",)


def test_the_lines_own_codes_come_before_those_of_what_holds_them():
    text = "DEP;CODGEO;LIBGEO;fermes\n01;01001;L'Abergement;3\n01;01002;Autre;4\n02;02001;Autre;5\n"
    found = propose(raw(text), load_geography())
    assert found.code == "CODGEO"
    assert found.recognised.levels == ("commune",)
    assert found.numbers == ("fermes",)


def test_each_line_ends_in_the_ledger(tiny):
    text = (
        "insee;valeur\n01001;1,5\n1002;2\n02001;s\n02002;7\n02003;7\n02004;1\n02004;3\n"
        "02009;4\n99999;5\n02005;beaucoup\n"
    )
    found = join(raw(text), tiny, level="commune")
    assert found.ledger["outcome"].tolist() == [
        *("matched", "matched", "missing", "matched", "repeated", "twice", "twice"),
        *("unmatched", "unmatched", "missing"),
    ]
    assert found.ledger.index.tolist() == list(range(2, 12))
    assert found.ledger["reason"].fillna("").tolist()[-3:] == ["ambiguous", "unknown", "unreadable"]
    assert found.known.to_dict() == {"01001": 1.5, "01002": 2.0, "02002": 7.0}
    state = found.table["state"].to_dict()
    assert [state[code] for code in ("02001", "02004", "02005", "02006")] == [
        *("missing", "twice", "missing", "absent"),
    ]
    counts = found.counts()
    assert counts["lines"] == sum(counts[f"line_{one}"] for one in found.ledger["outcome"].unique()) == 10
    assert counts["territories"] == sum(found.table["state"].value_counts()) == 9


@pytest.mark.parametrize(("twice", "value"), [("leave", None), ("first", 1.0), ("last", 3.0), ("sum", 4.0)])
def test_a_territory_named_twice_is_added_up_only_where_asked(tiny, twice, value):
    found = join(
        raw("insee;n\n02004;1\n02004;3\n02005;2\n02005;2\n"), tiny, level="commune", kind="rate", twice=twice
    )
    assert found.known.get("02004") == value
    assert found.known["02005"] == (4.0 if twice == "sum" else 2.0)


def test_a_count_is_compared_per_100_000_inhabitants(tiny):
    found = join(raw("insee;n\n01001;5\n01002;9\n"), tiny, level="commune", kind="count")
    assert found.table.loc["01001", ["given", "value"]].tolist() == [5.0, 10.0]
    assert found.table.loc["01002", "value"] == pytest.approx(1000.0)


@pytest.mark.parametrize(
    ("column", "cells", "kind"),
    [
        ("Fermes", ["3", "12", "s"], "count"),
        ("Fermes", ["3", "12,5"], "rate"),
        ("Solde", ["3", "-2"], "rate"),
        ("Présence", ["0", "1"], "rate"),
        ("Taux de chômage", ["3", "12"], "rate"),
        ("% de ruraux", ["3", "12"], "rate"),
    ],
)
def test_a_count_is_told_from_a_rate(tiny, column, cells, kind):
    text = "\n".join([f"insee;{column}", *(f"0100{n};{cell}" for n, cell in enumerate(cells, 1)), ""])
    assert join(raw(text), tiny, level="commune", column=column, code="insee").kind == kind


def test_communes_are_brought_to_a_larger_level(tiny):
    # 01001 has 50,000 inhabitants, 01002 900, 02001 300: all of EPCI 200000001.
    text = "insee;n\n01001;10\n01002;1\n02001;4\n02002;1\n"
    count = raise_to(join(raw(text), tiny, level="commune", kind="count"), tiny, "epci").table
    assert count.loc["200000001", "given"] == 15
    assert count.loc["200000001", "value"] == pytest.approx(100_000 * 15 / 51_200)
    rate = raise_to(join(raw(text), tiny, level="commune", kind="rate"), tiny, "epci").table
    assert rate.loc["200000001", "value"] == pytest.approx((10 * 50_000 + 900 + 4 * 300) / 51_200)
    # 4,000 of 4,300 live where there is a value: less than 95 %.
    assert count.loc["200000002", "state"] == rate.loc["200000002", "state"] == "partial"
    assert count.loc["200000003", "state"] == "absent"
    with pytest.raises(UnknownChoiceError):
        raise_to(join(raw("epci;n\n200000001;1\n"), tiny, level="epci"), tiny, "region")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"level": "canton"}, UnknownChoiceError),
        ({"kind": "mean"}, UnknownChoiceError),
        ({"twice": "add"}, UnknownChoiceError),
        ({"column": "absente"}, MissingColumnError),
        ({"column": "insee"}, MissingColumnError),
        ({}, MissingColumnError),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(options, error):
    with pytest.raises(error):
        join(raw("insee;a;b\n01001;1;2\n01002;3;4\n02001;5;6\n"), load_geography(), **options)


@pytest.mark.parametrize("level", ["bassin_de_vie", "epci", "departement"])
def test_the_example_is_what_the_atlas_says_of_each_territory(level):
    geography = load_geography()
    found = join(raw(example(geography, level)), geography)
    table = geography.level(level)
    assert found.level == level
    assert (found.table["state"] == "value").sum() == table["population"].gt(0).sum()
    share = 100 * table["pop_rural"] / table["population"]
    assert (found.known - share[found.known.index]).abs().max() <= 0.05 + 1e-9
