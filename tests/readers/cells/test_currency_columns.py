"""A column that tells the currency of each row's amount."""

import pandas as pd
import pytest


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


@pytest.mark.parametrize(
    ("title", "header", "euros"),
    [
        *(("Aides 1998 (en francs)", "Montant", 1000), ("", "Montant (M d'€)", 6559.57e6)),
        *(("", "Montant (milliers d’euros)", 6559.57e3), ("Femmes (F) et hommes (H)", "Montant", 6559.57)),
    ],
)
def test_units_of_titles_and_of_words_between(take, title, header, euros):
    above = f"{title};;\n" if title else ""
    made = take(
        f"{above}Bénéficiaire;Code INSEE;{header}\nA;26113;6559,57\nB;26108;10\nC;26108;5\n", "funding"
    )
    assert made.table["cents"].iloc[0] == round(euros * 100)


def test_a_column_of_units_holds_row_by_row(take):
    made = take("Bénéficiaire;Commune;Montant;Unité\nA;Die;100;k€\nB;Die;50;€\nC;Die;2;M€\n", "funding")
    assert made.table["cents"].tolist() == [10_000_000, 5_000, 200_000_000]
    assert "currency" not in take("Bénéficiaire;Montant;Unité\nA;100;tonnes\n", "funding").mapping.columns
