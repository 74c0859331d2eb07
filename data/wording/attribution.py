"""Phrases for the source of a statement: the asserter, the recipient, a hedge, the publisher. Used by all renderers.

All functions return plain text, and an empty string if the source states nothing.
"""

import re
from collections.abc import Sequence

from data.records.vocabulary import Metric
from data.tables.rows import ArticleRow, ClaimRow, EventRow, FactRow
from data.wording.phrases import day_and_month, figure_phrase

_SOURCES_WORD = re.compile(
    r"\bwords? (?:is|was|are|were) (?P<words>“[^”]+”); counting it under .*?\brecord’s reading\b"
)


def asserter_of(claim: ClaimRow) -> str:
    """Return a figure's asserter, speaker and channel: “Police (Saltanat Azirbek, state news channel Khabar-24)”."""
    by = ", ".join(part for part in (claim["spoken_by"], claim["via"]) if part)
    return f"{claim['asserted_by_name']}{f' ({by})' if by else ''}"


def recipient_of(claim: ClaimRow) -> str:
    """Return the recipient of a statement: “told to Al Jazeera”."""
    return f"told to {claim['told_to']}" if claim["told_to"] else ""


def according_to(claim: ClaimRow) -> str:
    """Return asserter and recipient: “According to the interior ministry (state TV), told to Reuters”."""
    return ", ".join(part for part in (f"According to {asserter_of(claim)}", recipient_of(claim)) if part)


def hedge(row: EventRow | ClaimRow | FactRow) -> str:
    """Return the article's hedge as a sentence: “The article hedges: “appeared to”.”."""
    return f"The article hedges: “{row['hedge']}”." if row["hedge"] else ""


def as_we_read(withdrawn_by: Sequence[ClaimRow], reports: Sequence[ClaimRow], *, dated: bool = True) -> str:
    """Return by which report a figure counts as withdrawn: “as we read Reuters, 10 Jan”; empty if no record names one.

    That a report withdraws a figure is the record's reading of it: what the report says stands in the source panel.
    `withdrawn_by` are the figures of the reports that withdraw it, `reports` those that make the statement; a report
    that has another figure is named with it: “as we read Reuters, 10 Jan, on 164”. A publisher has several reports, so
    that its day stands with it, unless it is not to be `dated`.
    """
    if not withdrawn_by:
        return ""
    first = withdrawn_by[0]
    of_another = first["item_id"] not in {report["item_id"] for report in reports}
    on = [f"on {figure_phrase(first)}"] if of_another else []
    if not dated:
        return " ".join(["as we read", first["publisher"], *on])
    return f"as we read {', '.join([first['publisher'], day_and_month(first['reported_on']), *on])}"


def counted_under(claim: ClaimRow) -> str:
    """Return the source's own words, in quotation marks, for what our coding counts under the metric: “liquidated”.

    Empty if the record does not note that counting it so is its own reading.
    """
    found = _SOURCES_WORD.search(claim["note"] or "")
    return found["words"] if found else ""


def counted_as(claim: ClaimRow) -> str:
    """Return what is counted, with the source's own word where another one is our reading of it.

    “Killed (our reading of “liquidated”)”; only “Killed” where the record notes no such reading.
    """
    words = counted_under(claim)
    return f"{Metric(claim['metric']).label}{f' (our reading of {words})' if words else ''}"


def republication_notes(article: ArticleRow) -> list[str]:
    """Return who republished an article and where it was read: “republished by A”, “read at B”; each only if known."""
    republished, read_at = article.get("republished_by"), article.get("read_at")
    return [*([f"republished by {republished}"] if republished else []), *([f"read at {read_at}"] if read_at else [])]


def day_worked_out(article: ArticleRow) -> str:
    """Return “day worked out” of an article whose page does not state its day of publication; else empty.

    Its record says how, in `date_published_basis`, which then begins with these words.
    """
    return "day worked out" if article["date_published_basis"].lower().startswith("worked out") else ""


def worked_out_note(article: ArticleRow) -> str:
    """Return the same to follow a day: “ (day worked out)”; else empty."""
    words = day_worked_out(article)
    return f" ({words})" if words else ""


def publisher_of(row: ArticleRow | ClaimRow) -> str:
    """Return the publisher of a report and where it was read: “CBC (read at webjosh.com)”."""
    way = f" (read at {row['read_at']})" if row["read_at"] else ""
    return f"{row['publisher']}{way}"
