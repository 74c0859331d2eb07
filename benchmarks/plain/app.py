"""The plain dashboard: what ours is measured against. The same records, figures, events and quotations, page by page,
written as Streamlit's own guide says: `st.navigation`, filters in the sidebar, `st.cache_data`, rows of `st.metric`,
`st.dataframe`, plotly express and pydeck.

Run it with `streamlit run app.py` in this folder, where no settings file applies, and with the repository's root on
PYTHONPATH. `tests/unit/test_benchmarks.py` fails when a reader of ours sees something that does not stand here.
"""

import streamlit as st

from benchmarks.plain.filters import draw_filters

st.set_page_config(page_title="Kazakhstan, January 2022", layout="wide")
page = st.navigation(
    [
        st.Page("app_pages/overview.py", title="Overview", default=True, help="What happened, and who says how many."),
        st.Page("app_pages/timeline.py", title="Timeline", help="The events in order of time."),
        st.Page("app_pages/map.py", title="Map", help="Where events happened, and which have no place."),
        st.Page("app_pages/casualties.py", title="Casualties", help="Every figure with who says so."),
        st.Page("app_pages/quotes.py", title="Quotes", help="Who said what."),
        st.Page("app_pages/sides.py", title="Sides", help="Matter by matter, what each side says."),
    ],
    position="top",
)
draw_filters(of_quotations=page.title == "Quotes")
st.title(page.title)
page.run()
