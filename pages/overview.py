"""Page Overview: killed, arrested, injured and who says so; events by day, a map, a quotation, what is disputed."""

from app.frame import enter, show_section
from data.views.overview import OverviewView

show_section("overview", enter(OverviewView))
