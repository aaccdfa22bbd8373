"""What the study claims, and what the atlas's tables say of it.

Each claim has one function: a catalogue in, a `Lesson` out. A lesson holds the figures, the verdict that a
written rule draws from them, and where to look further. Where the tables cannot tell, the verdict says so.
"""

from atlas.lessons.claims import CLAIMS, lessons
from atlas.lessons.evidence import VERDICTS, Evidence, Lesson, Unit, Verdict, lessons_table
from atlas.lessons.levers import Lever, load_levers

__all__ = [
    "CLAIMS",
    "VERDICTS",
    "Evidence",
    "Lesson",
    "Lever",
    "Unit",
    "Verdict",
    "lessons",
    "lessons_table",
    "load_levers",
]
