"""The data behind a visual: a real table, which screen readers can read, and CSV of exactly what is shown."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd
import streamlit as st

from components.words import counted, number, plain_text

EVENT_COLUMNS = {
    "start": "From", "end": "To", "time_precision": "Precision", "title": "Event", "places": "Where", "actors": "Who",
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
    formats: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
) -> None:
    """A closed expander with the rows as a table and as CSV; nothing is made before it is opened.

    `columns` maps the frame's columns to their headings; `formats` says how some of them are written; `csv` makes the
    file when it is asked for.
    """
    with st.expander(f"Data: {title}", key=f"table-{name}", icon=":material/table:", on_change="rerun") as expander:
        if not expander.open:
            return
        shown = frame.head(ROWS_IN_PAGE)[list(columns)].astype("object")
        for name_of_column, as_read in formats.items():
            shown[name_of_column] = shown[name_of_column].map(as_read, na_action="ignore")
        shown = shown.rename(columns=dict(columns))
        st.table(shown.where(shown.notna(), "—").map(_cell), hide_index=True, border="horizontal", alt=title)
        if len(frame) > ROWS_IN_PAGE:
            st.caption(f"The first {ROWS_IN_PAGE} of {counted(len(frame), 'row')}; the file holds all of them.")
        st.download_button(
            f"CSV ({counted(len(frame), 'row')})", csv, file_name=f"{name}.csv", mime="text/csv", key=f"csv-{name}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _cell(value: object) -> str:
    if isinstance(value, float | int):
        return number(value)
    text = str(value)
    return text if text.startswith("https://") else plain_text(text)
