"""What the page of gaps lets choose, and its place in the address."""

from atlas.gaps import ALL, REFERENCES, SORTS
from atlas.views.choices import Choice
from atlas.vocabulary import SETTINGS

OWN: dict[str, Choice] = {
    "gaps_sort": Choice("tri", tuple(SORTS)),
    "gaps_setting": Choice("cadre", (ALL, *SETTINGS)),
    "gaps_reference": Choice("reference", tuple(REFERENCES)),
}
