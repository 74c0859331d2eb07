"""Page Sides: who asserts one event or figure, who denies it, and who does not speak of it."""

import streamlit as st

from app.frame import enter
from components.choices import choice_of_many
from components.data_table import data_table
from components.filter_bar import empty_result
from components.markdown import plain_text
from components.sides import side_columns
from data.views.sides import SidesView

view = enter(SidesView)

if not view.about:
    st.title(view.title)
    empty_result(view.no_items)
    st.stop()

choice_of_many(view, "about", "Event or figure, those that most sides speak of first")
st.title(plain_text(view.title))
st.caption(view.caption)
side_columns(view.attributions)
for table in view.data_tables:
    data_table(table)
