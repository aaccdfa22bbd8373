"""A column that tells the currency of each row's amount."""

import pandas as pd


def test_each_row_s_currency_counts(take):
    made = take(
        "Bénéficiaire;Code INSEE;Montant;Devise\nA;26113;100;CHF\nB;26108;100;EUR\n"
        "C;26108;1000;XPF\nD;26108;7;\n",
        "funding",
    )
    assert made.table["cents"].tolist() == [10000, 838, 700]
    assert made.ledger["reason"].fillna("").tolist() == ["unreadable", "", "", ""]
    assert "amount_currency" in made.ledger["repairs"].tolist()[2]


def test_a_blank_amount_stays_blank(take):
    made = take("Bénéficiaire;Code INSEE;Montant;Devise\nA;26113;;XPF\nB;26108;1000;XPF\n", "funding")
    assert pd.isna(made.table["cents"].tolist()[0])
