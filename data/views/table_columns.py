"""Tables as readers see them: which columns, under which headings, and how a cell is written."""

from typing import Any, cast

import pandas as pd

from data.wording.citation import in_quotation_marks
from data.wording.phrases import number, speaker_group_label, when, where

Columns = dict[str, str]
"""Column to its heading, in order."""

EVENT_COLUMNS: Columns = {
    "when": "When", "title": "Event", "where": "Where", "actors": "Who acts", "targets": "Acted upon",
    "attributed_to": "According to",
}  # fmt: skip
PLACE_COLUMNS: Columns = {
    "name": "Place", "kind": "Kind", "within": "Within", "lat": "Latitude", "lon": "Longitude",
    "coordinates_source": "Coordinates from", "events": "Events", "mentions": "Mentions",
}  # fmt: skip
CLAIM_COLUMNS: Columns = {
    "metric": "What", "value_text": "Words", "qualifier": "How exact", "population": "Whom it counts",
    "asserted_by_name": "Who says so", "as_of": "As of", "reported_on": "Reported", "publisher": "Reported by",
    "place": "Where", "status": "Status",
}  # fmt: skip
QUOTE_COLUMNS: Columns = {
    "speaker_name": "Speaker", "contents": "Words", "paraphrase": "In our words", "quote_type": "Type", "cue": "Cue",
    "spoken_on": "Day", "context": "About",
}  # fmt: skip
SPEAKER_GROUP_COLUMNS: Columns = {
    "speaker_group": "Kind of speaker",
    "words": "Quoted words",
    "quotations": "Quotations",
}
SIDE_COLUMNS: Columns = {"speaker_group": "Side", "who": "Who", "says": "Says", "words": "Words"}
CORRECTION_COLUMNS: Columns = {
    "corrected_on": "Corrected", "article_id": "Article", "item_id": "Item", "field": "Field", "before": "Before",
    "after": "After", "why": "Why",
}  # fmt: skip

MISSING = "—"


def format_events(events: pd.DataFrame) -> pd.DataFrame:
    """Events with `when` and `where` in words, no more precisely than they are known: the columns of EVENT_COLUMNS."""
    known = cast("list[Any]", events.astype("object").where(events.notna(), None).to_dict("records"))
    return events.assign(when=[when(event) for event in known], where=[where(event) for event in known])


def format_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """Quotations with each piece in its marks."""
    return quotes.assign(contents=quotes["contents"].map(in_quotation_marks, na_action="ignore"))


def format_speaker_groups(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the label of each kind of speaker."""
    return rows.assign(speaker_group=rows["speaker_group"].map(speaker_group_label))


def cells(frame: pd.DataFrame, columns: Columns) -> list[list[str]]:
    """The rows as text, column by column: numbers with separators, a dash for what is missing."""
    shown = frame[list(columns)].astype("object")
    return [[_cell(value) for value in row] for row in shown.where(shown.notna(), MISSING).to_numpy().tolist()]


def _cell(value: object) -> str:
    return number(value) if isinstance(value, float | int) else str(value)
