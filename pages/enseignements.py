"""What the study claims, and what the atlas sees."""

from atlas.ui import lessons_panel, state
from atlas.ui.own import session as own
from atlas.ui.page_frame import header

language = state.arrive_with_language()
header(language, title="page_lessons", intro="lessons_intro")
lessons_panel.draw(own.catalogue(), language)
