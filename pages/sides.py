"""What each side says: for one event or figure, who asserts it, who denies it, and who does not speak of it."""

import streamlit as st

from components.choices import choice_of_many
from components.data_table import data_table
from components.sides import side_columns
from components.takeaways import sides_title
from data import queries
from data.export import to_csv
from data.versions import items_with_versions, versions
from shell import enter, nothing_shown

here = enter()
archive, selection = here.archive, here.selection
items = items_with_versions(archive, selection)

if items.empty:
    st.title("What each side says")
    nothing_shown(here, items_with_versions, "events or figures")
    st.stop()

titles = dict(zip(items["item_id"], items["title"], strict=True))
item_id = choice_of_many("about", "Event or figure, those that most sides speak of first", titles)
said = versions(archive, item_id)
st.title(sides_title(titles[item_id], queries.rows(said)))
st.caption(
    "What the reports themselves attribute, figure by figure and quotation by quotation. “Not in these reports” means "
    "that no statement of that side about it was reported here; it is neither agreement nor denial."
)
side_columns(queries.rows(said))
data_table(
    "sides",
    said,
    {"voice": "Side", "who": "Who", "says": "Says", "words": "Words"},
    title="what each side says",
    csv=lambda: to_csv(said),
)
