"""Sentences of the page of scales: its figures, its methods, how dynamics spread, an indicator of one's own."""

from atlas.vocabulary import Label
from atlas.words.texts.scales import indicator, methods, page, spread

TEXTS: dict[str, Label] = page.TEXTS | methods.TEXTS | spread.TEXTS | indicator.TEXTS
