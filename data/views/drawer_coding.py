"""How the coder of a data set came to an event, for its source panel: its row, estimates, sources and doubts."""

from dataclasses import dataclass

from data.queries import estimates
from data.records.vocabulary import DeathsOf
from data.tables.archive import Archive
from data.tables.row_fields import entries_of
from data.tables.rows import CodingRow, EstimateRow
from data.views.coded import range_words
from data.wording.phrases import count_noun


@dataclass(frozen=True)
class Coding:
    """What a data set says of an event: where it stands, its estimates and its codes, each as (label, words)."""

    place: str
    estimates: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    oddity: str


def coding_of(archive: Archive, item_id: str) -> Coding | None:
    """Return how an event was coded; None for an item of a report that was read for this dashboard."""
    coding = estimates.coding_of(archive, item_id)
    if coding is None:
        return None
    return Coding(
        place=f"Row {coding['source_row']:,} of the data set’s file, event {coding['coder_id']}",
        estimates=tuple(_estimate(row) for row in estimates.estimates_of(archive, item_id)),
        codes=tuple((label, words) for label, words in _codes(coding).items() if words),
        sources=entries_of(coding["sources"]),
        oddity=coding["oddity"] or "",
    )


def _estimate(row: EstimateRow) -> tuple[str, str]:
    label = DeathsOf(row["deaths_of"]).label
    best = "no best estimate" if row["best"] is None else f"{int(row['best']):,}"
    in_order = row["low"] is not None and row["high"] is not None
    return label, f"{best} {range_words(row['low'] or 0, row['high'] or 0)}" if in_order else best


def _codes(coding: CodingRow) -> dict[str, str | None]:
    counted = coding["source_count"]
    return {
        "Dated": coding["dating"],
        "Placed": coding["placing"],
        "Where": coding["place_words"],
        "Reported": coding["clarity"],
        "Conflict": coding["conflict"],
        "Sources": "not counted by the coder" if counted is None else count_noun(int(counted), "source"),
        "These rely on": coding["relied_on"],
    }
