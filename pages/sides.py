"""What each side says: for one event or figure, who asserts it, who denies it, and who does not speak of it."""

import streamlit as st

from app.frame import enter, nothing_shown
from components.choices import choice_of_many
from components.data_table import data_table
from components.markdown import plain_text
from components.sides import side_columns
from data import queries
from data.export.files import to_csv
from data.figures.attributions import items_with_attributions, versions
from data.records.vocabulary import CodedFrom
from data.views.headings import openings, sides_title
from data.views.table_columns import SIDE_COLUMNS, written_voices

here = enter()
archive, selection = here.archive, here.selection
items = items_with_attributions(archive, selection)

if items.empty:
    st.title("What each side says")
    nothing_shown(here, items_with_attributions, "events or figures")
    st.stop()

titles = dict(zip(items["item_id"], items["title"], strict=True))
item_id = choice_of_many("about", "Event or figure, those that most sides speak of first", titles)
said = versions(archive, item_id)
st.title(plain_text(sides_title(titles[item_id], queries.rows(said))))
articles = queries.articles(archive)
st.caption(
    "What the reports attribute, figure by figure and quotation by quotation. “Not in these reports” means that "
    "nothing of that side about it was recorded from them: it is neither agreement nor denial. "
    + openings(int((articles["coded_from"] == CodedFrom.EXCERPT).sum()), len(articles))
)
side_columns(queries.rows(said))
data_table(
    "sides",
    said,
    SIDE_COLUMNS,
    title="what each side says",
    written=written_voices,
    csv=lambda: to_csv(said),
)
