"""Money is shared to the cent, and only what was received is added."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.funding import received, share


def lines(**cents):
    index = pd.MultiIndex.from_tuples([(key, f"{key}_01") for key in cents], names=["id", "line"])
    return pd.Series(list(cents.values()), index=index)


def weights(rows):
    return pd.DataFrame(rows, columns=["id", "code", "population"])


def test_received_leaves_out_redistributed_uncounted_and_unknown():
    funding = pd.DataFrame(
        {
            "direction": ["received", "redistributed", "received", "received"],
            "counted": [True, True, False, True],
            "amount_eur": [12.34, 5.0, 7.0, float("nan")],
        },
        index=["a_01", "a_02", "a_03", "a_04"],
    )
    assert received(funding)["cents"].to_dict() == {"a_01": 1234}


def test_share_by_population():
    shared = share(lines(a=1000), weights([("a", "26", 3), ("a", "38", 1)]))
    assert shared.set_index("code")["cents"].to_dict() == {"26": 750, "38": 250}


def test_share_gives_left_over_cents_to_largest_remainders():
    # Quotas 33.33, 33.33 and 33.33: the cent left over goes to the first code.
    shared = share(lines(a=100), weights([("a", "3", 1), ("a", "1", 1), ("a", "2", 1)]))
    assert shared.set_index("code")["cents"].to_dict() == {"1": 34, "2": 33, "3": 33}


def test_share_is_equal_where_nobody_lives():
    shared = share(lines(a=10), weights([("a", "1", 0), ("a", "2", 0)]))
    assert shared["cents"].tolist() == [5, 5]


def test_share_leaves_out_initiatives_without_territory():
    shared = share(lines(a=10, b=20), weights([("a", "1", 5)]))
    assert shared["id"].unique().tolist() == ["a"]


def test_share_of_nothing():
    assert share(lines(a=10), weights([])).empty


@settings(deadline=None)  # the machine may be busy
@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 10**15), min_size=1),
    st.lists(
        st.tuples(
            st.sampled_from("abcd"), st.sampled_from(["01", "02", "03", "2A", "971"]), st.integers(0, 10**7)
        ),
        unique_by=lambda row: row[:2],
    ),
)
def test_share_conserves_every_line(cents, rows):
    table = weights(rows)
    shared = share(lines(**cents), table)
    placed = set(table["id"])
    totals = shared.groupby("id")["cents"].sum().to_dict()
    assert totals == {key: value for key, value in cents.items() if key in placed}
    assert (shared["cents"] >= 0).all()
