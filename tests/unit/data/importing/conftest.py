"""A made-up file in the form of UCDP GED."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from data.importing.ucdp import COLUMNS

ROW = {
    "id": "101", "type_of_violence": "1", "conflict_new_id": "7", "conflict_name": "Northland: Government",
    "side_a_new_id": "11", "side_a": "Government of Northland", "side_b_new_id": "12", "side_b": "River Front",
    "number_of_sources": "2", "source_article": "Northport Wire 2019-04-25;Daily Note 2019-04-26",
    "source_original": "army spokesman", "where_prec": "1", "where_coordinates": "Northport town",
    "where_description": "at the harbour of Northport", "adm_1": "Coast province", "adm_2": "Bay district",
    "latitude": "-4.447998", "longitude": "20.987026", "country": "Northland", "event_clarity": "1", "date_prec": "1",
    "date_start": "2019-04-19T00:00:00", "date_end": "2019-04-19T00:00:00", "deaths_a": "1", "deaths_b": "2",
    "deaths_civilians": "0", "deaths_unknown": "1", "best": "4", "high": "6", "low": "3", "gwnoa": "999", "gwnob": "",
}  # fmt: skip


def csv_text(rows: Sequence[dict[str, str]], *, columns: Sequence[str] = COLUMNS) -> str:
    """Rows as a CSV file: each has what is given, and the rest of ROW."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([{**ROW, **row}[column.lower()] for column in columns] for row in rows)
    return text.getvalue()


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """Write such a file; returns its path."""

    def write(*rows: dict[str, str], columns: Sequence[str] = COLUMNS) -> Path:
        file = tmp_path / "GEDEvent_v23_1.csv"
        file.write_text(csv_text(rows, columns=columns), "utf-8")
        return file

    return write
