"""Colours that readers with a colour-vision deficiency tell apart.

Sequential ramps are ColorBrewer's and matplotlib's `cividis`, both published as safe for deuteranopia and
protanopia. Colours of types come with four shapes, so that colour never speaks alone: two signs of one shape
differ by at least 10 (CIEDE2000), whichever colours a reader sees. So does the pale end of each ramp from all
that is no class: white, which means zero, the grounds of the other blanks, the sea.
"""

from typing import Any, NamedTuple

from atlas.vocabulary import Label


class Pattern(NamedTuple):
    """How a territory without figure is filled.

    Attributes
    ----------
    ground, line
        Colours, as `#rrggbb`.
    hatch
        As matplotlib names it; empty for a plain ground.
    brush
        As QGIS names it.
    """

    ground: str
    line: str
    hatch: str
    brush: str


# Of words, of quieter ones, of the softest; of rules, of the sea, of what is not known.
INK, QUIET, SOFT = "#1d2428", "#4a555c", "#54606a"
RULE, PALE_RULE, SEA, NOT_KNOWN = "#d3d9dd", "#e3e8eb", "#e8eef2", "#b4bdc3"
# Of territories that nothing is said of, and of their borders.
LAND, BORDER = "#fcfcfa", "#a9b4bb"
# Letters of charts, as of the page.
FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"
# Of bars of a chart, of what a chart sets off, and of the words beside that.
BAR, SET_OFF, SET_OFF_WORDS = "#2171b5", "#d55e00", "#a63603"

# Where most inhabitants live, see `atlas.vocabulary.SETTINGS`.
SETTING_COLOURS = {"urbain": "#26456e", "periurbain": "#8fb3d9", "rural": "#f0e7c8"}

# By the letter of a blank, the same on screen, on paper and in QGIS.
PATTERNS: dict[str, Pattern] = {
    "z": Pattern("#ffffff", "#ffffff", "", "solid"),
    "n": Pattern("#fafbfb", "#b4bdc3", "/////", "b_diagonal"),
    "x": Pattern("#e9ecee", "#8d979e", "....", "dense6"),
    "u": Pattern("#f6f3ee", "#c2b9ae", "-----", "horizontal"),
    "o": Pattern("#f4f6f7", "#c3ccd1", "|||||", "vertical"),
}

# After ColorBrewer (Brewer, Harrower), from the third of 9 steps on: paler ones would pass for the ground.
SEQUENTIAL: dict[str, tuple[str, ...]] = {
    "blues": ("#b9d5ee", "#98c6e0", "#77b4d9", "#5ba3d0", "#4292c6", "#2171b5", "#08519c", "#08306b"),
    "greens": ("#c2e7bb", "#a1d99b", "#7bc87c", "#5bb86a", "#41ab5d", "#238b45", "#006d2c", "#00441b"),
    "oranges": ("#fdd0a2", "#fdb97c", "#fda057", "#fd8d3c", "#f16913", "#d94801", "#a63603", "#7f2704"),
    "cividis": ("#fee838", "#e1cc55", "#c3b369", "#a59c74", "#8a8678", "#707173", "#575d6d", "#31446b"),
}

PALETTES: dict[str, Label] = {
    "blues": Label("Bleus", "Blues"),
    "greens": Label("Verts", "Greens"),
    "oranges": Label("Oranges", "Oranges"),
    "cividis": Label("Cividis", "Cividis"),
}

# Four of Okabe and Ito (2008), who have one more that is dark enough for a small sign, the black that is kept
# for what is chosen; and Tol's indigo.
TYPE_COLOURS: tuple[str, ...] = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#332288")

# Of the types that only a reader's own rows have.
OTHER_COLOUR = "#59656c"

SHAPES = ("circle", "square", "triangle", "diamond")

# A number of a type without a sign of its own.
UNSIGNED = len(TYPE_COLOURS) * len(SHAPES)

# Of what a page that compares places draws above its map.
MARK_COLOURS = {"line": "#0b5a82", "start": INK, "isolated": "#b3470f", "town": INK}

# What `atlas.js` is told of colours, by its configuration.
FOR_BROWSER: dict[str, Any] = {
    "palette": list(TYPE_COLOURS),
    "marks": MARK_COLOURS,
    "patterns": {letter: pattern._asdict() for letter, pattern in PATTERNS.items()},
    "ink": INK,
    "land": LAND,
    "border": BORDER,
    "other": OTHER_COLOUR,
}


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue of a colour, from 0 to 255.

    Examples
    --------
    >>> rgb("#1d2428")
    (29, 36, 40)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def glyph(kind: int) -> tuple[str, str]:
    """Return the sign of a type of initiatives, the same on every map.

    Parameters
    ----------
    kind
        Number of the type, in the order of `types.csv`; beyond it, those of a reader's own.

    Returns
    -------
    tuple of str
        One of `SHAPES`, and a colour as `#rrggbb`.

    Examples
    --------
    >>> glyph(6)
    ('square', '#0072b2')
    >>> glyph(20)
    ('circle', '#59656c')
    """
    colours = len(TYPE_COLOURS)
    if kind >= UNSIGNED:
        return SHAPES[0], OTHER_COLOUR
    return SHAPES[kind // colours % len(SHAPES)], TYPE_COLOURS[kind % colours]


def ramp(palette: str, classes: int) -> list[str]:
    """Pick `classes` evenly spaced colours of a sequential palette, pale to dark.

    Parameters
    ----------
    palette
        A key of `SEQUENTIAL`.

    Returns
    -------
    list of str
        Colours as `#rrggbb`.

    Examples
    --------
    >>> ramp("blues", 3)
    ['#b9d5ee', '#4292c6', '#08306b']
    """
    colours = SEQUENTIAL[palette]
    if classes == 1:
        return [colours[len(colours) // 2]]
    last = len(colours) - 1
    return [colours[round(i * last / (classes - 1))] for i in range(classes)]
