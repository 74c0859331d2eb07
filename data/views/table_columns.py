"""Tables for readers: columns, their headings, and the formatting of cells."""

from typing import Any, cast

import pandas as pd

from data.records.vocabulary import ClaimStatus, Metric, Qualifier, Term
from data.wording.citation import in_quotation_marks
from data.wording.phrases import number, speaker_group_label, when, where

Columns = dict[str, str]
"""Name of a column to its heading, in order."""

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
MATTER_COLUMNS: Columns = {
    "topic_label": "Matter", "speaker_group": "Side", "who": "Who says so", "words": "What they say",
}  # fmt: skip
CORRECTION_COLUMNS: Columns = {
    "corrected_on": "Corrected", "article_id": "Article", "item_id": "Item", "field": "Field", "before": "Before",
    "after": "After", "why": "Why",
}  # fmt: skip

MISSING = "—"


def with_corrections(columns: Columns, shown: pd.DataFrame) -> Columns:
    """Return the columns of a table, with the day of the last correction if any of its rows was corrected."""
    corrected = "corrected_on" in shown and bool(shown["corrected_on"].notna().any())
    return columns | ({"corrected_on": "Corrected"} if corrected else {})


def format_events(events: pd.DataFrame) -> pd.DataFrame:
    """Return events with the columns `when` and `where` in words, only as precise as they are known."""
    known = cast("list[Any]", events.astype("object").where(events.notna(), None).to_dict("records"))
    return events.assign(when=[when(event) for event in known], where=[where(event) for event in known])


def format_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return figures with labels in place of the values of `metric`, `qualifier` and `status`."""
    terms: dict[str, type[Term]] = {"metric": Metric, "qualifier": Qualifier, "status": ClaimStatus}
    return claims.assign(**{name: claims[name].map(lambda value, of=of: of(value).label) for name, of in terms.items()})


def format_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return quotations with the pieces of `contents` in quotation marks."""
    return quotes.assign(contents=quotes["contents"].map(in_quotation_marks, na_action="ignore"))


def format_speaker_groups(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the label of `speaker_group` in place of its value."""
    return rows.assign(speaker_group=rows["speaker_group"].map(speaker_group_label))


def format_said(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what is said on matters with labels of sides, and with quoted words in quotation marks."""
    words = rows["words"].where(~rows["words_are_quoted"].astype(bool), rows["words"].map(in_quotation_marks))
    return format_speaker_groups(rows).assign(words=words)


def cells(frame: pd.DataFrame, columns: Columns) -> list[list[str]]:
    """Return the cells of these columns as text, row by row: numbers with separators, a dash for a missing value."""
    shown = frame[list(columns)].astype("object")
    return [[_cell(value) for value in row] for row in shown.where(shown.notna(), MISSING).to_numpy().tolist()]


def _cell(value: object) -> str:
    return number(value) if isinstance(value, float | int) else str(value)
