"""Page Overview: killed, arrested, injured and who says so; events by day, a map, a quotation, what is contested."""

from app.frame import enter, show_later_reports, show_section
from components.data_table import data_table
from data.views.overview import OverviewView

view = enter(OverviewView)
show_section("overview_head", view)
show_later_reports(view)
show_section("overview_rest", view)
for table in (view.dated_table, view.places_table):
    data_table(table)
