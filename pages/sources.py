"""Page Sources: the reports that everything was coded from, and how much was coded from each."""

from app.frame import enter, show_section
from components.data_table import data_table
from data.views.sources import SourcesView

view = enter(SourcesView)
show_section("sources", view)
for table in view.data_tables:
    data_table(table)
