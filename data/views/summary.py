"""A view in brief: its headline, its key figures with who says so, and the rows that its address asks for.

The same words as on the page, as plain text, for everything that shows a view outside of the app: the page before the
app has started, link previews, pictures, snapshots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data import queries
from data.figures import latest, ledger
from data.figures.series import ClaimHistory, Row
from data.records.vocabulary import ClaimStatus, Metric
from data.tables.archive import Archive
from data.tables.known_on import report_days
from data.views.address import TITLES, Address
from data.views.pages import PAGE_SUMMARIES, Rows
from data.views.reading import Reading
from data.wording.citation import item_reference, source_link
from data.wording.descriptions import (
    ALWAYS_SAID,
    active_filters,
    as_of_and_reported,
    counting,
    details,
    headline,
    later_sentence,
    one_statement,
    said,
    showing,
)
from data.wording.phrases import counted, day, join_words

MOST_FIGURES = 12
"""Key figures at once; the rest stands among the rows of Casualties and arrests."""


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
class Passage:
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
    places: tuple[Passage, ...]
    citation: str


@dataclass(frozen=True)
class Summary:
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


def summary(reading: Reading) -> Summary:
    """The brief of a view that was asked for; kept, since each costs several questions."""
    return _summary(reading)


@lru_cache(maxsize=512)
def _summary(reading: Reading) -> Summary:
    archive, selection, address = reading.archive, reading.selection, reading.address
    collection = archive.collection
    page = PAGE_SUMMARIES[address.path](reading)
    facets = queries.rows(queries.facets(archive, selection)) if selection.is_filtered else []
    figures = page.figures.head(MOST_FIGURES)
    return Summary(
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
        figures=tuple(key_figure(history) for history in ledger.histories(archive, figures, selection)),
        more_figures=len(page.figures) - len(figures),
        tables=tuple(page.tables),
        opened=_opened(archive, selection.item) if selection.item else None,
        notices=reading.notices,
        dataset=archive.version,
    )


def figures_in_short(reading: Reading, shown: Summary, most: int = 3) -> tuple[KeyFigure, ...]:
    """The figures that stand for a view where there is room for few: the opened one, else the first of its page's.

    A page without figures has none: deaths under a title about arrests, or about a map, would say what it does not.
    """
    if shown.opened is None:
        return shown.figures[:most]
    found = queries.item(reading.archive, shown.opened.item_id)
    if found is None or found[0] != "claims":
        return ()
    return (key_figure(ledger.history_of(reading.archive, found[1], reading.selection)),)


def key_figure(history: ClaimHistory) -> KeyFigure:
    """A statement as a key figure: what it counts, who says so, and everything that speaks against it."""
    claim = history.claim
    status = ClaimStatus(claim["status"])
    against = [status.label] if status is not ClaimStatus.CURRENT else []
    against += [f"Disagrees with {_in_short(history.disagrees)}"] if history.disagrees else []
    notes = [one_statement(history.reports)] if len(history.reports) > 1 else []
    notes += [f"Replaced {_in_short(history.replaces)}"] if history.replaces else []
    notes += [f"Withdrawn: {_in_short(history.withdrawn)}"] if history.withdrawn else []
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
    return join_words([
        f"{claim['value_text']} ({claim['asserted_by_name']}, {day(claim['reported_on'], weekday=False)})"
        for claim in claims
    ])  # fmt: skip


def _opened(archive: Archive, item_id: str) -> Opened | None:
    found = queries.item(archive, item_id)
    if found is None:
        return None
    table, row = found
    article = queries.article(archive, row["article_id"])
    places = tuple(
        Passage(
            words=each["exact"],
            paragraph=each["paragraph"] + 1,
            url=source_link(each["url"], exact=each["exact"], prefix=each["prefix"], suffix=each["suffix"]),
        )
        for each in queries.rows(queries.anchors(archive, item_id))
    )
    status = ClaimStatus(found[1]["status"]) if found[0] == "claims" else ClaimStatus.CURRENT
    recorded = details(table, row).items()
    return Opened(
        item_id=item_id,
        table=table,
        title=headline(table, row),
        published=f"{article['publisher']}, {day(article['date_published'])}",
        standing="" if status is ClaimStatus.CURRENT else status.label,
        details=tuple((label, value or "not stated") for label, value in recorded if value or label in ALWAYS_SAID),
        places=places or (Passage(words=None, paragraph=None, url=article["url"]),),
        citation=item_reference(table, row, article),
    )


def description(shown: Summary, figures: tuple[KeyFigure, ...]) -> str:
    """A view in two or three sentences, for search engines and link previews."""
    parts = [f"{shown.filters}." if shown.filters else "", *(figure.sentence for figure in figures)]
    known = f"{shown.known}: {shown.showing}." if shown.known else ""
    return " ".join(part for part in (*parts, known) if part) or counted(0, "record")
