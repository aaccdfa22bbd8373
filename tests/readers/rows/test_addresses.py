"""Addresses of sites, as people write them."""

import pytest


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://a.fr/x?y=1", "https://a.fr/x?y=1"),
        ("HTTP://A.fr", "HTTP://A.fr"),
        ("Voir https://a.fr ; sinon https://b.fr", "https://a.fr"),
        ("www.la-fabrique.coop", "http://www.la-fabrique.coop"),
        ("la-fabrique.fr/contact", "http://la-fabrique.fr/contact"),
        *(
            (text, "")
            for text in ("contact@a.fr", "en cours", "javascript:alert(1)", "12.5", "St.Julien", "")
        ),
    ],
)
def test_a_site_is_kept_where_a_browser_opens_it(take, written, kept):
    made = take(f"Nom\tSite web\tCode INSEE\nA\t{written}\t26113\nB\thttps://b.fr\t26108\n")
    assert made.table["url"].fillna("").tolist() == [kept, "https://b.fr"]
