"""What each page says, as plain text: its heading, a line under it, its figures, and the rows that it is about."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from data import queries
from data.figures import latest, ledger
from data.figures.attributions import items_with_attributions, versions
from data.views import headings as takeaways
from data.views import table_columns as readable
from data.views.address import CHOICES, TITLES
from data.views.reading import Reading
from data.views.table_columns import Columns, cells
from data.wording.phrases import day

MOST_ROWS = 100


@dataclass(frozen=True)
class Rows:
    """A table in words: at most MOST_ROWS of `total` rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    item_ids: tuple[str | None, ...]
    total: int


@dataclass(frozen=True)
class PageSummary:
    """What one page says: its heading, a line under it, its figures (rows of `claims`) and its tables."""

    title: str
    tables: list[Rows]
    subtitle: str = ""
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)


def _table(
    title: str,
    frame: pd.DataFrame,
    columns: Columns,
    *,
    written: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
) -> Rows:
    shown = written(frame.head(MOST_ROWS))
    ids = shown["item_id"].tolist() if "item_id" in shown else [None] * len(shown)
    return Rows(
        title=title,
        headings=tuple(columns.values()),
        rows=tuple(tuple(row) for row in cells(shown, columns)),
        item_ids=tuple(each if isinstance(each, str) else None for each in ids),
        total=len(frame),
    )


def _events(title: str, events: pd.DataFrame) -> Rows:
    return _table(title, events, readable.EVENT_COLUMNS, written=readable.written_events)


def _overview(reading: Reading) -> PageSummary:
    archive, selection = reading.archive, reading.selection
    lead = queries.lead_article(archive)
    title = (lead["headline"] if lead else None) or f"As known on {day(reading.day)}"
    by = f"The lead article’s headline: {lead['publisher']}, {day(lead['date_published'])}" if lead else ""
    return PageSummary(
        title=title,
        subtitle=by,
        figures=latest.headline_figures(archive, selection),
        tables=[
            _events("Dated events of the crisis", queries.crisis_events(archive, selection)),
            _table("What is disputed, hedged or unsupported", queries.caveats(archive, selection), {"text": "Caveat"}),
        ],
    )


def _timeline(reading: Reading) -> PageSummary:
    events = queries.events(reading.archive, reading.selection)
    return PageSummary(title=takeaways.timeline_title(events), tables=[_events("Events", events)])


def _map(reading: Reading) -> PageSummary:
    archive, selection = reading.archive, reading.selection
    cities = queries.rows(queries.map_cities(archive, selection))
    unpinned = queries.events_without_pin(archive, selection)
    events = queries.events(archive, selection)
    named = queries.map_places(archive, selection)
    placed = events[~events["item_id"].isin(unpinned["item_id"])]
    return PageSummary(
        title=takeaways.map_title(cities, len(unpinned), len(events)),
        tables=[
            _table("Places, events and mentions", named, readable.PLACE_COLUMNS),
            _events("Events in a city", placed),
            _events("Events without a city", unpinned),
        ],
    )


def _casualties(reading: Reading) -> PageSummary:
    archive, selection = reading.archive, reading.selection
    count_family = ledger.count_family_shown(archive, reading.address.option("metric"))
    newest = ledger.of_count_family(latest.latest_figures(archive, selection), count_family)
    label = CHOICES["casualties"]["metric"][count_family]
    figures = ledger.FIGURES[count_family](archive, selection)
    return PageSummary(
        title=takeaways.ledger_title(label, queries.rows(newest)),
        subtitle=takeaways.ledger_caption(reading.day),
        figures=newest,
        tables=[_table(f"{label}: every figure", figures, readable.CLAIM_COLUMNS)],
    )


def _quotes(reading: Reading) -> PageSummary:
    quotes = queries.quotes_by_utterance(reading.archive, reading.selection)
    return PageSummary(
        title=takeaways.quotes_title(quotes),
        tables=[
            _table(
                "Quotations and reported statements", quotes, readable.QUOTE_COLUMNS, written=readable.written_quotes
            )
        ],
    )


def _sides(reading: Reading) -> PageSummary:
    items = items_with_attributions(reading.archive, reading.selection)
    if items.empty:
        return PageSummary(title=TITLES["sides"], tables=[])
    titles = dict(zip(items["item_id"], items["title"], strict=True))
    asked = reading.address.option("about")
    item_id = asked if asked is not None and asked in titles else next(iter(titles))
    found = versions(reading.archive, item_id)
    return PageSummary(
        title=takeaways.sides_title(titles[item_id], queries.rows(found)),
        tables=[_table("Who says what of it", found, readable.SIDE_COLUMNS, written=readable.written_voices)],
    )


def _corrections(reading: Reading) -> PageSummary:
    corrections = queries.corrections(reading.archive)
    return PageSummary(
        title=takeaways.corrections_title(queries.rows(corrections)),
        tables=[_table("Corrections", corrections, readable.CORRECTION_COLUMNS)] if len(corrections) else [],
    )


PAGE_SUMMARIES: dict[str, Callable[[Reading], PageSummary]] = {
    "": _overview,
    "timeline": _timeline,
    "map": _map,
    "casualties": _casualties,
    "quotes": _quotes,
    "sides": _sides,
    "corrections": _corrections,
}
"""What each page says, by its place in the address."""
