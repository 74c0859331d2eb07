"""Page Sides: what each side says, matter by matter, or all that is said of one event or figure."""

from app.frame import enter, show_section
from components.data_table import data_table
from data.views.sides import SidesView

view = enter(SidesView)
show_section("sides_head", view)
show_section("sides_body", view)
for table in view.data_tables:
    data_table(table)
