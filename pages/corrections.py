"""Page Corrections: all corrections to the records by day, the newest first."""

from app.frame import enter, show_section
from components.data_table import data_table
from data.views.corrections import CorrectionsView

view = enter(CorrectionsView)
show_section("corrections", view)
for table in view.data_tables:
    data_table(table)
