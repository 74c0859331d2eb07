"""The filter bar of every page: filters, and how many items are shown under them."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.callbacks import uninterrupted
from components.known_on import day_field
from components.url import PAGE, write
from data.records.vocabulary import FACETS
from data.views.address import RANGE
from data.views.frame import Frame
from data.views.registry import VIEWS
from data.wording.descriptions import DATE_LABELS, FACET_LABELS

Names = Mapping[str, Mapping[str, str]]
"""Facet to its values with their labels."""

FILTERS_OPEN = "filters"
"""Key of the line that opens the filters."""

COUNTS_HELP = "In brackets behind each choice: how many events, figures and quotations have it under the other filters."


def facet_filter(facet: str, frame: Frame) -> None:
    """A multiselect for a facet; each value has its count under the other filters."""
    counts = {row["term"]: row["count"] for row in frame.facets if row["facet"] == facet}
    labels = frame.names[facet]
    st.session_state[_widget_key(facet)] = list(getattr(frame.selection, facet))
    st.multiselect(
        FACET_LABELS[facet], list(counts), key=_widget_key(facet), placeholder="All", select_all=False,
        format_func=lambda term: f"{labels[term]} ({counts[term]})" if term in counts else term,
        on_change=_write_filters, args=(frame.names,),
    )  # fmt: skip


def _widget_key(key: str) -> str:
    """The session-state key of the widget that holds a Selection key."""
    return f"filter_{key}"


@uninterrupted
def _write_filters(names: Names) -> None:
    """Callback of every filter widget: write the values of all filter widgets into the address.

    All of them, since the address that came with this rerun may be older than the reader's last two clicks.
    """
    keys = [key for key in (*FACETS, *RANGE, "q") if _widget_key(key) in st.session_state]
    changes: dict[str, str | list[str] | None] = {}
    for key in keys:
        value = st.session_state[_widget_key(key)]
        if key in RANGE:
            changes[key] = value.isoformat() if value else None
        else:
            changes[key] = value.strip() if isinstance(value, str) else _terms(value, names[key])
    write(changes | {PAGE: None})


def _terms(chosen: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """The chosen values of a facet; unknown ones are left out.

    A click made before the last rerun reached the screen carries a label with an outdated count. Streamlit does not
    know that label any more and passes it on instead of the value, so labels are mapped back to values.
    """
    terms = {label: term for term, label in labels.items()}
    found = (value if value in labels else terms.get(re.sub(r" \(\d+\)$", "", value)) for value in chosen)
    return [term for term in found if term]


def filter_bar(frame: Frame, draw_shown: Callable[[], None]) -> None:
    """A line that opens the filters, and how many items are shown under them.

    The filters are drawn only while they are open. `draw_shown` draws the numbers of items.
    """
    selection = frame.selection
    several_articles = sum(row["facet"] == "article" for row in frame.facets) > 1
    shown = ["city", "actor", "kind", *(["article"] if several_articles else [])]
    shown += VIEWS[frame.reading.address.path].facets
    with st.container(gap="xxsmall", key="filter-bar"):
        with st.expander("Filter and search", key=FILTERS_OPEN, on_change="rerun") as filters:
            if filters.open:
                with st.grid(4, min_column_width=150, gap="small"):
                    for facet in shown:
                        facet_filter(facet, frame)
                    _date_filter("from", frame)
                    _date_filter("to", frame)
                    day_field(frame.days)
                    st.session_state[_widget_key("q")] = selection.q
                    st.text_input(
                        "Search the words", key=_widget_key("q"), on_change=_write_filters, args=(frame.names,),
                        type="search", max_chars=200, placeholder="word or “a phrase”", help=COUNTS_HELP,
                    )  # fmt: skip
        draw_shown()


def _date_filter(key: str, frame: Frame) -> None:
    chosen = getattr(frame.selection, RANGE[key])
    value = dt.date.fromisoformat(chosen) if chosen else None
    st.session_state[_widget_key(key)] = value
    bounds = [dt.date.fromisoformat(bound) for bound in (*(frame.date_range or ()), chosen) if bound]
    st.date_input(
        DATE_LABELS[key], key=_widget_key(key), on_change=_write_filters, args=(frame.names,), format="YYYY-MM-DD",
        min_value=min(bounds, default=None), max_value=max(bounds, default=None), value=None,
    )  # fmt: skip
