"""The filters in the sidebar of every page, and the Selection that they give."""

import datetime as dt
from typing import Any

import streamlit as st

from benchmarks.plain.rows import counts, day_bounds, days_of_reports, default_day, facet_options
from data.queries.selection import Selection

LABELS = {
    "city": "City", "actor": "Actor", "kind": "Kind of event", "article": "Report", "speaker": "Speaker",
    "speaker_group": "Kind of speaker", "topic": "Topic", "quote_type": "Form of quotation",
}  # fmt: skip
ON_EVERY_PAGE = ("city", "actor", "kind", "article")
OF_QUOTATIONS = ("speaker", "speaker_group", "topic", "quote_type")

SELECTION = "selection"
"""Key of the session state that holds the Selection of this run."""


def draw_filters(*, of_quotations: bool) -> None:
    """Draw the sidebar, and keep the Selection that it gives; `of_quotations` adds the filters of the page Quotes."""
    with st.sidebar:
        days = days_of_reports()
        known_on = st.selectbox(
            "As known on", days, index=days.index(default_day()), format_func=_day, key="known_on",
            help="Everything is shown as it had been published by this day.",
        )  # fmt: skip
        facets = ON_EVERY_PAGE + (OF_QUOTATIONS if of_quotations else ())
        chosen: dict[str, Any] = {facet: _multiselect(facet, known_on) for facet in facets}
        first, last = day_bounds()
        bounds: dict[str, Any] = {"min_value": dt.date.fromisoformat(first), "max_value": dt.date.fromisoformat(last)}
        date_from = st.date_input("From", None, key="from", **bounds)
        date_to = st.date_input("To", None, key="to", **bounds)
        words = st.text_input("Search the words", key="q")
    selection = Selection(
        known_on=known_on,
        date_from=date_from.isoformat() if date_from else None,
        date_to=date_to.isoformat() if date_to else None,
        q=words.strip(),
        **chosen,
    )
    st.session_state[SELECTION] = selection
    shown = counts(selection)
    st.caption("Showing " + ", ".join(f"{row.shown} of {row.total} {row.table_name}" for row in shown.itertuples()))


def chosen_selection() -> Selection:
    """The Selection that the sidebar gave in this run."""
    selection: Selection = st.session_state[SELECTION]
    return selection


def _multiselect(facet: str, known_on: str) -> tuple[str, ...]:
    options = facet_options(facet, known_on)
    return tuple(
        st.multiselect(LABELS[facet], list(options), format_func=lambda term: options.get(term, term), key=facet)
    )


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d %B %Y}"
