import pandas as pd
import pytest

from atlas.geobuild import former

COLUMNS = ["DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP"]


def history(*events, current):
    rows = [(date, "COM", before, before, "COM", after) for date, before, after in events]
    return former.History(pd.DataFrame(rows, columns=COLUMNS), current)


MERGER = [("2000", "A", "C"), ("2000", "B", "C"), ("2000", "C", "C")]


@pytest.mark.parametrize(
    ("events", "current", "code", "expected"),
    [
        # A merger, and a merger of mergers.
        (MERGER, "C", "A", {"C"}),
        ([*MERGER, ("2010", "C", "D")], "D", "A", {"D"}),
        # A change of département and a merger on one day.
        ([("2018", "A", "A2"), ("2018", "A2", "C")], "C", "A", {"C"}),
        # A code shared out between two communes.
        ([("1950", "A", "C"), ("1950", "A", "D")], "CD", "A", {"C", "D"}),
        # B left C with what was B's; A stayed.
        ([*MERGER, ("2010", "C", "C"), ("2010", "C", "B")], "BC", "A", {"C"}),
        # C came apart into itself and a new commune: A may be in either.
        ([*MERGER, ("2010", "C", "C"), ("2010", "C", "N")], "CN", "A", {"C", "N"}),
        # A had joined B before B joined C, and left with it.
        ([("1990", "A", "B"), ("2000", "B", "C"), ("2010", "C", "C"), ("2010", "C", "B")], "BC", "A", {"B"}),
        # A lost a part, then changed code: the code means what it last meant.
        ([("1947", "A", "A"), ("1947", "A", "N"), ("1976", "A", "A2")], ["A2", "N"], "A", {"A2"}),
    ],
)
def test_successors(events, current, code, expected):
    assert history(*events, current=current).successors(code) == expected


def test_outcomes():
    past = history(("1950", "A", "C"), ("1950", "A", "D"), *MERGER[1:], current="CD")
    listed = pd.Series({"A": "C", "X": "D"})
    codes = former.former_codes(past, listed, pd.Series({"P": "D"}))
    assert codes.set_index("code_ancien").agg(tuple, axis="columns").to_dict() == {
        "A": ("ambiguous", "C|D"),
        "B": ("successor", "C"),
        "P": ("successor", "D"),
        "X": ("successor", "D"),
    }


def test_names_of_former_places(built):
    names = pd.read_csv(built.country.out / "noms_anciens.csv", dtype=str)
    assert names.to_numpy().tolist() == [["Petit-Lieu", "01", "01002"], ["Vieux-Bourg", "01", "01001"]]
    codes = pd.read_csv(built.country.out / "codes_anciens.csv", dtype=str)
    assert codes.to_numpy().tolist() == [["01098", "successor", "01002"], ["01099", "successor", "01001"]]
