"""Every French text of the atlas is set as printers do; what fills it is left as it is."""

import copy

import pytest

from atlas.typography import typeset
from atlas.vocabulary import Label


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qu'y a-t-il ? « Rien » : 0", "Qu’y a-t-il\u202f? «\u00a0Rien\u00a0»\u00a0: 0"),
        ("l'{name} ; à 12:30, https://a.fr/?b=c", "l’{name}\u202f; à 12:30, https://a.fr/?b=c"),
        ("{x:.1f} 'a' <b class='c'>", "{x:.1f} 'a' <b class='c'>"),
    ],
)
def test_french_is_set_as_printers_do(typed, printed):
    assert typeset(typed) == printed
    assert typeset(printed) == printed
    assert Label(typed, typed) == (printed, typed)


def test_what_fills_a_label_is_left_as_it_is():
    path = "l'été : données.csv"
    told = Label("{path} : {what}", "{path}: {what}").filled(path=path, what=Label("l'un", "one"))
    assert told == (f"{path}\u00a0: l’un", f"{path}: one")
    assert copy.copy(told) == told
    assert isinstance(told, Label)
