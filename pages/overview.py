"""Page Overview: killed, arrested, injured and who says so; events by day, a map, a quotation, what is disputed."""

from app.frame import enter, show_later_reports, show_section
from data.views.overview import OverviewView

view = enter(OverviewView)
show_section("overview_head", view)
show_later_reports(view)
show_section("overview_rest", view)
