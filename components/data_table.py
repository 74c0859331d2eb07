"""The data behind a visual: an HTML table, which screen readers can read, and a CSV file with the same rows."""

import pandas as pd
import streamlit as st

from components.downloads import CSV, File
from components.markdown import plain_text
from data.views.data_table import DataTable
from data.wording.phrases import count_noun


def data_table(table: DataTable) -> None:
    """A closed expander with the rows as a table and as a CSV download, both built only once it is open."""
    label = f"Table and CSV: {_title(table)}"
    with st.expander(label, key=f"table-{table.name}", icon=":material/table:", on_change="rerun") as expander:
        if not expander.open:
            return
        text = table.text
        shown = pd.DataFrame(text.rows, columns=list(text.headings), dtype="object").map(_cell)
        st.table(shown, hide_index=True, border="horizontal", alt=_title(table))
        if text.total > len(text.rows):
            st.caption(f"The first {len(text.rows)} of {count_noun(text.total, 'row')}; the file holds all of them.")
        file = File(f"CSV ({count_noun(len(table.frame), 'row')})", f"{table.name}.csv", CSV, table.csv)
        # Not a callable: Streamlit assigns a file that it builds at the click to no session, and may delete it before
        # the browser fetches it, when two other sessions rerun in between.
        st.download_button(
            file.label, file.content(), file_name=file.name, mime=file.mime,
            key=f"csv-{table.name}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def _title(table: DataTable) -> str:
    return f"{table.title[0].lower()}{table.title[1:]}"


def _cell(text: str) -> str:
    return text if text.startswith("https://") else plain_text(text)
