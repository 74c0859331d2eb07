"""The data behind a visual: a real table, which screen readers can read, and CSV of exactly what is shown."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import pandas as pd
import streamlit as st

from components.words import counted, number, plain_text, when, where

EVENT_COLUMNS = {
    "when": "When", "title": "Event", "where": "Where", "acting": "Who acts", "acted_upon": "Acted upon",
    "attributed_to": "According to",
}  # fmt: skip
PLACE_COLUMNS = {
    "name": "Place", "kind": "Kind", "within": "Within", "lat": "Latitude", "lon": "Longitude",
    "coordinates_source": "Coordinates from", "events": "Events", "mentions": "Mentions",
}  # fmt: skip

ROWS_IN_PAGE = 100
"""Rows that the table draws; the CSV holds all of them."""


def data_table(
    name: str,
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    title: str,
    csv: Callable[[], str],
    written: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> None:
    """A closed expander with the rows as a table and as CSV; nothing is made before it is opened.

    `columns` maps columns to their headings; `written` makes those that the frame does not hold as readers want them,
    of the rows that are drawn; `csv` makes the file once the table is open.
    """
    label = f"Table and CSV: {title}"
    with st.expander(label, key=f"table-{name}", icon=":material/table:", on_change="rerun") as expander:
        if not expander.open:
            return
        shown = frame.head(ROWS_IN_PAGE)
        if written:
            shown = written(shown)
        shown = shown[list(columns)].astype("object").rename(columns=dict(columns))
        st.table(shown.where(shown.notna(), "—").map(_cell), hide_index=True, border="horizontal", alt=title)
        if len(frame) > ROWS_IN_PAGE:
            st.caption(f"The first {ROWS_IN_PAGE} of {counted(len(frame), 'row')}; the file holds all of them.")
        # Not `csv` itself: a file that Streamlit makes at the click belongs to no session, and is swept away before the
        # browser fetches it when two other readers' pages run in between.
        st.download_button(
            f"CSV ({counted(len(frame), 'row')})", csv(), file_name=f"{name}.csv", mime="text/csv", key=f"csv-{name}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def written_events(events: pd.DataFrame) -> pd.DataFrame:
    """Events with `when` and `where` in words, no more precisely than they are known: the columns of EVENT_COLUMNS."""
    known = cast("list[dict[str, Any]]", events.astype("object").where(events.notna(), None).to_dict("records"))
    return events.assign(when=[when(event) for event in known], where=[where(event) for event in known])


def _cell(value: object) -> str:
    if isinstance(value, float | int):
        return number(value)
    text = str(value)
    return text if text.startswith("https://") else plain_text(text)
