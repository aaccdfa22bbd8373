"""Sentences of the page of scales: its figures, its methods, and how dynamics spread."""

from atlas.vocabulary import Label
from atlas.words.texts.scales import methods, page, spread

TEXTS: dict[str, Label] = page.TEXTS | methods.TEXTS | spread.TEXTS
