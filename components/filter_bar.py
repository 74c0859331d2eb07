"""The filter bar of every page: filters, and how many items are shown under them."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from components.known_on import known_on_control
from components.markdown import plain_text
from components.url import PAGE, write, write_selection
from data.records.vocabulary import FACETS
from data.views.address import RANGE, Selection
from data.views.base import EmptyResult
from data.views.frame import Frame
from data.wording.descriptions import DATE_LABELS, FACET_LABELS
from data.wording.phrases import day

Names = Mapping[str, Mapping[str, str]]
"""Facet to its values with their labels."""

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


def filter_bar(frame: Frame) -> None:
    """The day of “as known on”; filters by city, actor, kind, dates, words; how many items are shown; clear all."""
    selection = frame.selection
    several_articles = sum(row["facet"] == "article" for row in frame.facets) > 1
    shown = ["city", "actor", "kind", *(["article"] if several_articles else [])]
    with st.container(key="filter-bar", border=True, gap="small"):
        known_on_control(frame.days)
        columns = st.columns(
            [*(3.0 for _ in shown), 2.5, 2.5, 3.0], wrap=False, vertical_alignment="bottom", gap="small"
        )
        for column, facet in zip(columns, shown, strict=False):
            with column:
                facet_filter(facet, frame)
        for column, key in zip(columns[len(shown) :], ("from", "to"), strict=False):
            with column:
                _date_filter(key, frame)
        with columns[-1]:
            st.session_state[_widget_key("q")] = selection.q
            st.text_input(
                "Search the words", key=_widget_key("q"), on_change=_write_filters, args=(frame.names,), type="search",
                max_chars=200, placeholder="word or “a phrase”",
            )  # fmt: skip
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            active = f" — {plain_text(frame.filters)}" if frame.filters else ""
            st.markdown(f"Showing **{frame.count_summary}**{active}", width="content", help=COUNTS_HELP)
            if selection.is_filtered:
                _clear_button("clear-filters", selection, icon=":material/filter_alt_off:", kind="tertiary")


def _clear_button(key: str, selection: Selection, *, icon: str | None, kind: Literal["secondary", "tertiary"]) -> None:
    st.button(
        "Clear all filters", key=key, icon=icon, type=kind, on_click=write_selection, args=(selection.without_filters,)
    )


def _date_filter(key: str, frame: Frame) -> None:
    chosen = getattr(frame.selection, RANGE[key])
    value = dt.date.fromisoformat(chosen) if chosen else None
    st.session_state[_widget_key(key)] = value
    bounds = [dt.date.fromisoformat(bound) for bound in (*(frame.date_range or ()), chosen) if bound]
    st.date_input(
        DATE_LABELS[key], key=_widget_key(key), on_change=_write_filters, args=(frame.names,), format="YYYY-MM-DD",
        min_value=min(bounds, default=None), max_value=max(bounds, default=None), value=None,
    )  # fmt: skip


def empty_result(empty: EmptyResult) -> None:
    """Say that nothing is shown, and which filter to loosen; without filters, that nothing is recorded by that day."""
    helpful = {name: count for name, count in empty.without.items() if count}
    advice = (
        " or ".join(f"{name.lower()} ({count:,})" for name, count in helpful.items())
        if helpful
        else "more than one of them"
    )
    published = f" from the reports published by {day(empty.known_on)}" if empty.known_on else ""
    with st.container(border=True):
        st.markdown(
            f"**No {empty.what} under these filters.** Loosen {advice} to see some."
            if empty.without
            else f"**No {empty.what} recorded{published}.**"
        )
        if empty.selection.is_filtered:
            _clear_button(f"clear-{empty.what.split()[0]}", empty.selection, icon=None, kind="secondary")
