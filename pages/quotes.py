"""Page Quotes: whose words fill the reports, and every quotation under its speaker."""

from app.frame import enter, show_section
from components.data_table import data_table
from data.views.quotes import QuotesView

view = enter(QuotesView)
show_section("quotes_head", view)
show_section("quotes_list", view)
for table in view.page_tables:
    data_table(table)
