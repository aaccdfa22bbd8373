"""The reader's own data: bring a file, see what became of each row, keep it or not."""

from atlas.ui import state
from atlas.ui.own import panel as own_panel
from atlas.ui.own import team
from atlas.ui.page_frame import header

language = state.arrive_with_language()
header(language, title="page_own", intro="own_intro_team" if team.writes() else "own_intro")
own_panel.draw(language)
