"""What the study claims, and what the atlas sees."""

from atlas.ui import lessons_panel, state
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.views.lessons import OWN

language = state.arrive_with_language(OWN)
header(language, title="page_lessons", intro="lessons_intro")
lessons_panel.draw(own.catalogue(), language)
