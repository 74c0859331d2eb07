"""The data behind a visual: a real table, which screen readers can read, and CSV of exactly what is shown."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.markdown import plain_text
from data.views.table_columns import Columns, cells
from data.wording.phrases import counted

ROWS_IN_PAGE = 100
"""Rows that the table draws; the CSV holds all of them."""


def data_table(
    name: str,
    frame: pd.DataFrame,
    columns: Columns,
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
        table = pd.DataFrame(cells(shown, columns), columns=list(columns.values()), dtype="object").map(_cell)
        st.table(table, hide_index=True, border="horizontal", alt=title)
        if len(frame) > ROWS_IN_PAGE:
            st.caption(f"The first {ROWS_IN_PAGE} of {counted(len(frame), 'row')}; the file holds all of them.")
        # Not `csv` itself: a file that Streamlit makes at the click belongs to no session, and is swept away before the
        # browser fetches it when two other readers' pages run in between.
        st.download_button(
            f"CSV ({counted(len(frame), 'row')})", csv(), file_name=f"{name}.csv", mime="text/csv", key=f"csv-{name}",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _cell(text: str) -> str:
    return text if text.startswith("https://") else plain_text(text)
