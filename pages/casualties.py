"""Page Casualties: the latest figures by area, how the count changed, who says what on which day, what disagrees."""

from functools import partial

import streamlit as st

from app.frame import chart, enter, show_section
from components.chart_clicks import clickable_chart
from components.charts.counts import count_chart
from components.data_table import data_table
from data.views.captions import COUNT_OVER_TIME
from data.views.casualties import CasualtiesView

view = enter(CasualtiesView)

for name in ("casualties_head", "casualties_ledger", "casualties_count"):
    show_section(name, view)
if view.compared_claims:
    with st.expander("The same count to true scale", key="true-scale", on_change="rerun") as true_scale:
        if true_scale.open:
            figure = chart(
                view, "count", partial(count_chart, view.compared_claims, view.own_updates), view.count_family
            )
            clickable_chart(figure, key="count", alt=view.count_title)
            st.caption(COUNT_OVER_TIME.interactive)
for name in ("casualties_matrix", "casualties_disagreements", "casualties_others"):
    show_section(name, view)
for table in view.data_tables:
    data_table(table)
