"""A view in brief: its headline, its key figures with who says so, and the rows that its address asks for.

The same words as on the page, as plain text, for everything that shows a view outside of the app: the page before the
app has started, link previews, pictures, snapshots.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from data import latest, ledger, queries, readable, takeaways
from data.address import CHOICES, TITLES, Address
from data.archive import Archive
from data.citation import item_reference, source_link
from data.descriptions import (
    ALWAYS_SAID,
    active_filters,
    as_of_and_reported,
    carried,
    counting,
    details,
    headline,
    later_sentence,
    said,
    showing,
)
from data.known import report_days
from data.lives import Life, Row
from data.readable import Columns, cells
from data.reading import Reading
from data.versions import items_with_versions, versions
from data.vocabulary import ClaimStatus, Metric
from data.words import counted, day, listed

MOST_FIGURES = 12
"""Key figures at once; the rest stands among the rows of Casualties and arrests."""

MOST_ROWS = 100


@dataclass(frozen=True)
class KeyFigure:
    """A figure with its words, whom it counts, who says so, as of when, and how it stands; every part in words."""

    item_id: str
    label: str
    words: str
    whom: str
    who: str
    dates: str
    against: tuple[str, ...]
    notes: tuple[str, ...]
    withdrawn: bool

    @property
    def standing(self) -> str:
        """How the figure stands, where it does not simply stand: what speaks against it."""
        return "; ".join(self.against)

    @property
    def sentence(self) -> str:
        """The figure in one sentence, with who says so, as of when, and what speaks against it."""
        against = f" {self.standing}." if self.standing else ""
        return (
            f"{self.label}: “{self.words}” ({self.whom}), {self.who[0].lower()}{self.who[1:]}, {self.dates}.{against}"
        )


@dataclass(frozen=True)
class Rows:
    """A table in words: at most MOST_ROWS of `total` rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    item_ids: tuple[str | None, ...]
    total: int


@dataclass(frozen=True)
class Place:
    """Where in the article an item stands: the words, the paragraph counted from 1, a link that opens it there."""

    words: str | None
    paragraph: int | None
    url: str


@dataclass(frozen=True)
class Opened:
    """The item that the address opens, as its drawer shows it."""

    item_id: str
    table: str
    title: str
    standing: str
    published: str
    details: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    citation: str


@dataclass(frozen=True)
class Brief:
    """A view in words. `figures` are those that its page shows first; `tables` hold the rows that it asks for."""

    address: Address
    collection: str
    about: str
    page: str
    title: str
    subtitle: str
    day: str
    filters: str
    showing: str
    later: str
    figures: tuple[KeyFigure, ...]
    more_figures: int
    tables: tuple[Rows, ...]
    opened: Opened | None
    notices: tuple[str, ...]
    dataset: str

    @property
    def known(self) -> str:
        """“As known on Fri 7 Jan 2022”; empty where nothing was published."""
        return f"As known on {day(self.day)}" if self.day else ""


def brief(reading: Reading) -> Brief:
    """The brief of a view that was asked for; kept, since each costs several questions."""
    return _brief(reading)


@lru_cache(maxsize=512)
def _brief(reading: Reading) -> Brief:
    archive, selection, address = reading.archive, reading.selection, reading.address
    collection = archive.collection
    page = _PAGES[address.path](reading)
    facets = queries.rows(queries.facets(archive, selection)) if selection.is_filtered else []
    figures = page.figures.head(MOST_FIGURES)
    return Brief(
        address=address,
        collection=collection.title if collection else "Records of news articles",
        about=collection.description if collection else "",
        page=TITLES[address.path],
        title=page.title,
        subtitle=page.subtitle,
        day=reading.day if report_days(archive) else "",
        filters=active_filters(facets, selection),
        showing=showing(queries.rows(queries.counts(archive, selection))),
        later=later_sentence(latest.later_figures(archive, selection)) if report_days(archive) else "",
        figures=tuple(key_figure(life) for life in ledger.lives(archive, figures, selection)),
        more_figures=len(page.figures) - len(figures),
        tables=tuple(page.tables),
        opened=_opened(archive, selection.item) if selection.item else None,
        notices=reading.notices,
        dataset=archive.version,
    )


def figures_in_short(reading: Reading, shown: Brief, most: int = 3) -> tuple[KeyFigure, ...]:
    """The figures that stand for a view where there is room for few: the opened one, else the first of its page's.

    A page without figures has none: deaths under a title about arrests, or about a map, would say what it does not.
    """
    if shown.opened is None:
        return shown.figures[:most]
    found = queries.item(reading.archive, shown.opened.item_id)
    if found is None or found[0] != "claims":
        return ()
    return (key_figure(ledger.life_of(reading.archive, found[1], reading.selection)),)


def key_figure(life: Life) -> KeyFigure:
    """A statement as a key figure: what it counts, who says so, and everything that speaks against it."""
    claim = life.claim
    status = ClaimStatus(claim["status"])
    against = [status.label] if status is not ClaimStatus.STANDING else []
    against += [f"Disagrees with {_in_short(life.disagrees)}"] if life.disagrees else []
    notes = [carried(life.carriers)] if len(life.carriers) > 1 else []
    notes += [f"Replaced {_in_short(life.replaces)}"] if life.replaces else []
    notes += [f"Withdrawn: {_in_short(life.withdrawn)}"] if life.withdrawn else []
    told = f", told to {claim['told_to']}" if claim["told_to"] else ""
    return KeyFigure(
        item_id=claim["item_id"],
        label=Metric(claim["metric"]).label,
        words=claim["value_text"],
        whom=counting(claim),
        who=f"According to {said(claim)}{told}",
        dates=as_of_and_reported(claim),
        against=tuple(against),
        notes=tuple(notes),
        withdrawn=status is ClaimStatus.RETRACTED,
    )


def _in_short(claims: Sequence[Row]) -> str:
    return listed([
        f"{claim['value_text']} ({claim['asserted_by_name']}, {day(claim['reported_on'], weekday=False)})"
        for claim in claims
    ])  # fmt: skip


@dataclass(frozen=True)
class _Page:
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


def _overview(reading: Reading) -> _Page:
    archive, selection = reading.archive, reading.selection
    lead = queries.lead_article(archive)
    title = lead["headline"] if lead else f"As known on {day(reading.day)}"
    by = f"The lead article’s headline: {lead['publisher']}, {day(lead['date_published'])}" if lead else ""
    return _Page(
        title=title,
        subtitle=by,
        figures=latest.headline_figures(archive, selection),
        tables=[
            _events("Dated events of the crisis", queries.crisis_events(archive, selection)),
            _table("What is disputed, hedged or unsupported", queries.caveats(archive, selection), {"text": "Caveat"}),
        ],
    )


def _timeline(reading: Reading) -> _Page:
    events = queries.events(reading.archive, reading.selection)
    return _Page(title=takeaways.timeline_title(events), tables=[_events("Events", events)])


def _map(reading: Reading) -> _Page:
    archive, selection = reading.archive, reading.selection
    cities = queries.rows(queries.map_cities(archive, selection))
    unpinned = queries.events_without_pin(archive, selection)
    events = queries.events(archive, selection)
    named = queries.map_places(archive, selection)
    placed = events[~events["item_id"].isin(unpinned["item_id"])]
    return _Page(
        title=takeaways.map_title(cities, len(unpinned), len(events)),
        tables=[
            _table("Places, events and mentions", named, readable.PLACE_COLUMNS),
            _events("Events in a city", placed),
            _events("Events without a city", unpinned),
        ],
    )


def _casualties(reading: Reading) -> _Page:
    archive, selection = reading.archive, reading.selection
    tally = ledger.tally_shown(archive, reading.address.option("metric"))
    newest = ledger.in_tally(latest.latest_figures(archive, selection), tally)
    label = CHOICES["casualties"]["metric"][tally]
    figures = ledger.FIGURES[tally](archive, selection)
    return _Page(
        title=takeaways.ledger_title(label, queries.rows(newest)),
        subtitle=takeaways.ledger_caption(reading.day),
        figures=newest,
        tables=[_table(f"{label}: every figure", figures, readable.CLAIM_COLUMNS)],
    )


def _quotes(reading: Reading) -> _Page:
    quotes = queries.quotes_by_utterance(reading.archive, reading.selection)
    return _Page(
        title=takeaways.quotes_title(quotes),
        tables=[
            _table(
                "Quotations and reported statements", quotes, readable.QUOTE_COLUMNS, written=readable.written_quotes
            )
        ],
    )


def _sides(reading: Reading) -> _Page:
    items = items_with_versions(reading.archive, reading.selection)
    if items.empty:
        return _Page(title=TITLES["sides"], tables=[])
    titles = dict(zip(items["item_id"], items["title"], strict=True))
    asked = reading.address.option("about")
    item_id = asked if asked is not None and asked in titles else next(iter(titles))
    found = versions(reading.archive, item_id)
    return _Page(
        title=takeaways.sides_title(titles[item_id], queries.rows(found)),
        tables=[_table("Who says what of it", found, readable.SIDE_COLUMNS, written=readable.written_voices)],
    )


def _corrections(reading: Reading) -> _Page:
    corrections = queries.corrections(reading.archive)
    return _Page(
        title=takeaways.corrections_title(queries.rows(corrections)),
        tables=[_table("Corrections", corrections, readable.CORRECTION_COLUMNS)] if len(corrections) else [],
    )


_PAGES: dict[str, Callable[[Reading], _Page]] = {
    "": _overview,
    "timeline": _timeline,
    "map": _map,
    "casualties": _casualties,
    "quotes": _quotes,
    "sides": _sides,
    "corrections": _corrections,
}


def _opened(archive: Archive, item_id: str) -> Opened | None:
    found = queries.item(archive, item_id)
    if found is None:
        return None
    table, row = found
    article = queries.article(archive, row["article_id"])
    places = tuple(
        Place(
            words=each["exact"],
            paragraph=each["paragraph"] + 1,
            url=source_link(each["url"], exact=each["exact"], prefix=each["prefix"], suffix=each["suffix"]),
        )
        for each in queries.rows(queries.anchors(archive, item_id))
    )
    status = ClaimStatus(row["status"]) if table == "claims" else ClaimStatus.STANDING
    recorded = details(table, row).items()
    return Opened(
        item_id=item_id,
        table=table,
        title=headline(table, row),
        published=f"{article['publisher']}, {day(article['date_published'])}",
        standing="" if status is ClaimStatus.STANDING else status.label,
        details=tuple((label, value or "not stated") for label, value in recorded if value or label in ALWAYS_SAID),
        places=places or (Place(words=None, paragraph=None, url=article["url"]),),
        citation=item_reference(table, row, article),
    )


def description(shown: Brief, figures: tuple[KeyFigure, ...]) -> str:
    """A view in two or three sentences, for search engines and link previews."""
    parts = [f"{shown.filters}." if shown.filters else "", *(figure.sentence for figure in figures)]
    known = f"{shown.known}: {shown.showing}." if shown.known else ""
    return " ".join(part for part in (*parts, known) if part) or counted(0, "record")
