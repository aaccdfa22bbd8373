"""Nothing from a file becomes markup."""

import re

import pytest
from hypothesis import given, strategies

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


def test_columns_of_words_begin_on_the_left_and_numbers_end_on_the_right():
    rows = [["a", "Tarnos", "12", "–"], ["b", "<b>2 Rives</b>", "inconnu", "–"], ["c", "Die", "−3", "5"]]
    said = markup.table(["", "town", "km", "n"], rows, caption="")
    assert re.findall(r'<th scope="col"( class="words")?>', said) == [*2 * [' class="words"'], "", ""]
    assert said.count('<td class="words">') == 3


@pytest.mark.parametrize(
    ("outside", "said"),
    [
        ("a\n\n# b\r\u2028c", r"a \# b c"),
        ("![a](http://b.fr)", r"\!\[a\](http`:`//b.fr)"),
        ("www.a.fr a@b.fr HTTPS://c", "www`.`a.fr a`@`b.fr HTTPS`:`//c"),
        (":smile: :material/face: :red[x] a:b", r"`:`smile\: `:`material/face\: \:red\[x\] a\:b"),
        ("$a$ **b** _c_ ~d~ `e` <b> &lt; \\", r"\$a\$ \*\*b\*\* \_c\_ \~d\~ \`e\` \<b\> \&lt; \\"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("12. a", r"12\. a"),
        ("1) a", r"1\) a"),
        ("---", r"\---"),
        ("a -> b -- c", "a `->` b `--` c"),
        ("\u202eabc\x00\ud800", "abc"),
        ("www.@a", "www.`@`a"),
    ],
)
def test_outside_text_is_no_markdown(outside, said):
    assert markup.plain(outside) == said


@pytest.mark.parametrize(
    "usual", ["L’Île-d’Yeu, 12\xa0% (été)", "Qui\u202f? 🌍 -5", "3.5 km/h + 2", "D'Artagnan"]
)
def test_usual_text_is_left_as_it_is(usual):
    assert markup.plain(usual) == usual


@given(strategies.text(strategies.sampled_from("ab1:/@.w-_`*\\<>[]()!#$~|&{} \n\x00")))
def test_every_sign_of_an_outside_text_is_kept(outside):
    shown = re.sub(
        r"`([^`\\]+)`|\\([!-/:-@\[-`{-~])", lambda found: found[1] or found[2], markup.plain(outside)
    )
    assert shown == " ".join(re.split(r"[ \n\x00]+", outside)).strip(" ")


def test_only_web_addresses_become_links():
    assert "<a " not in markup.linked("javascript:alert(1) ftp://a.fr file:///etc")
    assert 'href="https://a.fr/x?a=1&amp;b=2"' in markup.linked("voir https://a.fr/x?a=1&b=2 ; Avise")


def test_an_address_ends_before_the_sentence_does():
    written = "(https://a.fr/x). Voir https://b.fr/Die_(Drome), https://c.fr/?q=1."
    found = re.findall('href="([^"]*)"', markup.linked(written))
    assert found == ["https://a.fr/x", "https://b.fr/Die_(Drome)", "https://c.fr/?q=1"]


def test_a_stacked_table_names_the_column_of_each_cell():
    head, rows = ["Type", "Ici", "<b>"], [["PAT", "3", "x"], ["TZCLD", "1", "–"]]
    plain, stacked = (markup.table(head, rows, caption="Types", stacked=way) for way in (False, True))
    assert re.findall('data-head="([^"]*)"', stacked) == ["Ici", "&lt;b&gt;"] * 2
    assert "data-head" not in plain


def test_a_site_is_the_host_that_an_address_leads_to_and_nothing_else_is_a_link():
    assert ">evil.org</a>" in markup.site("https://trusted.fr@evil.org/x")
    assert ">a.fr</a>" in markup.site("http://a.fr?x=1")
    for text in ("javascript:alert(1)", "https://a.fr<script>", "a.fr"):
        assert "<a" not in markup.site(text)
        assert "<script" not in markup.site(text)
