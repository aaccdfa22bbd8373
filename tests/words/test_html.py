"""Nothing from a file becomes markup."""

import pytest

from atlas.words import html as markup

NASTY = ["<script>alert(1)</script>", '" onmouseover="x', "l'été & <b>", "🌍" * 300]


@pytest.mark.parametrize("nasty", NASTY)
def test_text_is_escaped_everywhere(nasty):
    pieces = [
        markup.text(nasty),
        markup.linked(nasty),
        markup.definitions([(nasty, markup.text(nasty))]),
        markup.table([nasty], [[markup.text(nasty)]], caption=nasty),
    ]
    for piece in pieces:
        assert "<script" not in piece
        assert "<b>" not in piece
        assert ' onmouseover="x' not in piece


def test_only_web_addresses_become_links():
    assert "<a " not in markup.linked("javascript:alert(1) ftp://a.fr file:///etc")
    assert 'href="https://a.fr/x?a=1&amp;b=2"' in markup.linked("voir https://a.fr/x?a=1&b=2 ; Avise")
