"""Attributions: what each side says of an event or a figure, from attributions, figures and quotations in records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import narwhals as nw
import pandas as pd

from data import queries
from data.figures.ledger import history_of, ledger
from data.figures.rivals import Rivals
from data.figures.row_types import AttributedItemRow, AttributionRow
from data.figures.series import ClaimHistory, carriers
from data.queries.filtering import bridge, cached_query
from data.queries.selection import Selection
from data.records.vocabulary import NOT_STATED, ClaimStatus, Metric, SpeakerGroup, Stance
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.names import Table
from data.tables.rows import ActorRow, ArticleRow, ClaimRow, EventRow, QuoteRow, frame_of
from data.wording.attribution import as_we_read

SIDE_ORDER = [*map(str, SpeakerGroup), NOT_STATED]
"""The sides in the order in which they are shown."""

CACHED_SIDES = 20_000
"""Cached sides of figures: those of the events and figures of an archive are asked for together."""

_OTHER_FIGURE = "Gives another figure"
_REPORTS_WITHDRAWAL = "Reports it withdrawn, as we read it"


class _AttributedRow(ActorRow):
    """An actor to whom an event is attributed."""

    item_id: str


class _StanceRow(QuoteRow):
    """A quotation with its stance on an item."""

    stance: str
    about_id: str


@dataclass(frozen=True)
class _Statements:
    """All statements about the items of an archive by the item's id, queried once; publishers by article id."""

    attributed_to: Mapping[str, Sequence[_AttributedRow]]
    quotations: Mapping[str, Sequence[_StanceRow]]
    claims_of_event: Mapping[str, Sequence[ClaimRow]]
    publishers: Mapping[str, str]


def attributions_of(archive: Archive, item_id: str) -> pd.DataFrame:
    """Return who asserts or denies an event or a figure, one row per statement; columns of `AttributionRow`.

    Rows are sorted by SIDE_ORDER. Speakers without a side are under `not-stated`; sides that say nothing have no row.
    The result is empty for an item of any other table.
    """
    match queries.item(archive, item_id):
        case ("events", event):
            found = _merge_attributions(archive, item_id, _event_attributions(archive, event))
        case ("claims", claim):
            found = _merge_attributions(archive, item_id, _figure_attributions(archive, claim))
        case _:
            found = []
    return frame_of(found, AttributionRow)


def items_said_of(archive: Archive, item_id: str) -> frozenset[str]:
    """Return the ids of an event or figure and of all that is said of it: the rows of the page `about` it."""
    return frozenset({item_id, *attributions_of(archive, item_id)["item_id"]})


@cached_query
def items_with_attributions(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the selected events and figures, those with most sides first; columns of `AttributedItemRow`."""
    first = ledger(archive).statement
    found: list[AttributedItemRow] = []
    for event in queries.rows(queries.events(archive, selection), EventRow):
        sides = len(_sides_of_event(archive, event))
        found.append(_attributed_item(event["item_id"], Table.EVENTS, event["title"], sides))
    for claim in queries.rows(queries.claims(archive, selection), ClaimRow):
        if first[claim["item_id"]] == claim["item_id"]:
            sides = len(_sides_of_claim(archive, claim["item_id"]) | _sides_quoted(archive, claim["item_id"]))
            found.append(_attributed_item(claim["item_id"], Table.CLAIMS, figure_words(claim), sides))
    frame = frame_of(found, AttributedItemRow)
    return frame.sort_values("sides", ascending=False, kind="stable", ignore_index=True)


def event_speakers(archive: Archive, event: EventRow) -> tuple[bool, list[tuple[str, str]]]:
    """Return whether an event is told in the report's own voice, and who tells of it, as (side, name).

    These are the actors to whom the report attributes the event; without any, the publisher of the report.
    """
    statements = _statements(archive)
    attributed = statements.attributed_to.get(event["item_id"], ())
    if not attributed:
        return True, [(str(SpeakerGroup.MEDIA), statements.publishers[event["article_id"]])]
    return False, [(str(actor["speaker_group"] or NOT_STATED), actor["name"]) for actor in attributed]


def stances_of_quotes(archive: Archive) -> dict[str, dict[str, str]]:
    """Return the id of each quotation that is about an event or a figure to the ids of these, with its stance."""
    found: dict[str, dict[str, str]] = {}
    for about, quotes in _statements(archive).quotations.items():
        for quote in quotes:
            found.setdefault(quote["item_id"], {})[about] = quote["stance"]
    return found


def figure_words(claim: ClaimRow) -> str:
    """Return a figure in words: “Killed: 18, police and national guard members”."""
    about = f", {claim['population']}" if claim["population"] else ""
    return f"{Metric(claim['metric']).label}: {claim['value_text']}{about}"


def _attributed_item(item_id: str, table: Table, title: str, sides: int) -> AttributedItemRow:
    return {"item_id": item_id, "table_name": str(table), "title": title, "sides": sides}


def _merge_attributions(archive: Archive, item_id: str, attributions: Iterable[AttributionRow]) -> list[AttributionRow]:
    """Attributions and quotations about an item without duplicates, sorted by side."""
    quoted = _quotations(_statements(archive).quotations.get(item_id, ()))
    once = {(row["who"], row["says"], row["words"]): row for row in (*attributions, *quoted)}
    return sorted(once.values(), key=lambda row: SIDE_ORDER.index(row["speaker_group"]))


@lru_cache(maxsize=32)
def _statements(archive: Archive) -> _Statements:
    behind = bridge(archive, "actor").filter(nw.col("role") == "attributed_to").select("item_id", "actor_id").unique()
    actors = archive.table("actors").join(behind, on="actor_id", how="inner").sort("item_id", "actor_id")
    stances = archive.table("stances").rename({"item_id": "about_id", "quote_id": "item_id"})
    quotes = archive.table("quotes").join(stances, on="item_id", how="inner").sort("about_id", "item_id")
    attributed: dict[str, list[_AttributedRow]] = {}
    for actor in queries.rows(to_pandas(actors), _AttributedRow):
        attributed.setdefault(actor["item_id"], []).append(actor)
    quotations: dict[str, list[_StanceRow]] = {}
    for quote in queries.rows(to_pandas(quotes), _StanceRow):
        quotations.setdefault(quote["about_id"], []).append(quote)
    claims: dict[str, list[ClaimRow]] = {}
    for claim in ledger(archive).claims.values():
        if claim["event_id"]:
            claims.setdefault(claim["event_id"], []).append(claim)
    articles = queries.rows(queries.articles(archive), ArticleRow)
    publishers = {article["article_id"]: article["publisher"] for article in articles}
    return _Statements(attributed, quotations, claims, publishers)


def _event_attributions(archive: Archive, event: EventRow) -> Iterator[AttributionRow]:
    statements = _statements(archive)
    attributed = statements.attributed_to.get(event["item_id"], ())
    title, item_id = event["title"], event["item_id"]
    for actor in attributed:
        yield _row(actor["speaker_group"], actor["name"], Stance.ASSERTS.label, title, item=(item_id, Table.EVENTS))
    if not attributed:
        publisher = statements.publishers[event["article_id"]]
        own = f"{Stance.ASSERTS.label}, in its own voice" + (f" (“{event['hedge']}”)" if event["hedge"] else "")
        yield _row(SpeakerGroup.MEDIA, publisher, own, title, item=(item_id, Table.EVENTS))
    claims = statements.claims_of_event.get(item_id, ())
    for claim in claims:
        yield from _claim_attributions(archive, claim)
    book = ledger(archive)
    first = dict.fromkeys(book.statement[claim["item_id"]] for claim in claims)
    of_event = Rivals({item_id: book.comparable[item_id] for item_id in first if item_id in book.comparable})
    for rival, placed in book.comparable.items() if claims else ():
        if of_event.count(placed):
            yield _assertion(book.claims[rival], _OTHER_FIGURE)


def _figure_attributions(archive: Archive, claim: ClaimRow) -> Iterator[AttributionRow]:
    """Those of a figure, and the figures that cannot be true together with it."""
    yield from _claim_attributions(archive, claim)
    marked = {rival["item_id"] for rival in _marked_rivals(history_of(archive, claim))}
    for rival in ledger(archive).incompatible_claims(claim["item_id"]):
        if rival["item_id"] not in marked:
            yield _assertion(rival, _OTHER_FIGURE)


def _sides_of_event(archive: Archive, event: EventRow) -> set[str]:
    _, speakers = event_speakers(archive, event)
    sides = {group for group, _ in speakers} | _sides_quoted(archive, event["item_id"])
    for claim in _statements(archive).claims_of_event.get(event["item_id"], ()):
        sides |= _sides_of_claim(archive, claim["item_id"])
    return sides


@lru_cache(maxsize=CACHED_SIDES)
def _sides_of_claim(archive: Archive, item_id: str) -> frozenset[str]:
    book = ledger(archive)
    sides = {row["speaker_group"] for row in _claim_attributions(archive, book.claims[item_id])}
    if mine := book.comparable.get(book.statement[item_id]):
        sides |= {group for group, rivals in book.rivals_by_side.items() if rivals.count(mine)}
    return frozenset(sides)


def _sides_quoted(archive: Archive, item_id: str) -> frozenset[str]:
    quotes = _statements(archive).quotations.get(item_id, ())
    return frozenset(str(quote["speaker_group"] or NOT_STATED) for quote in quotes)


def _marked_rivals(history: ClaimHistory) -> list[ClaimRow]:
    """The figures that a record marks as contradicting a figure."""
    return [found.other for found in history.contradictions if found.marked]


def _claim_attributions(archive: Archive, claim: ClaimRow) -> Iterator[AttributionRow]:
    """What the records say of a figure; figures that the rule finds incompatible are not among it."""
    history = history_of(archive, claim)
    by_asserter: dict[str, list[ClaimRow]] = {}
    for report in history.reports:
        by_asserter.setdefault(report["asserted_by"], []).append(report)
    for reports in by_asserter.values():
        first = next((report for report in reports if report["item_id"] == claim["item_id"]), reports[0])
        carrying = len(carriers(reports, history.withdrawn_by))
        once = f" (one statement, in {carrying} reports)" if carrying > 1 else ""
        withdrawn = _withdrawn(history) if first["status"] == ClaimStatus.RETRACTED else ""
        yield _assertion(first, f"{Stance.ASSERTS.label}{withdrawn}{once}")
    yield from (_assertion(rival, _OTHER_FIGURE) for rival in _marked_rivals(history))
    yield from (_assertion(older, "Gave an earlier figure, since replaced") for older in history.replaces)
    yield from (_assertion(newer, "Gives a newer figure") for newer in history.replaced_by)
    for report in history.withdrawn_by:
        item = (report["item_id"], Table.CLAIMS)
        yield _row(SpeakerGroup.MEDIA, report["publisher"], _REPORTS_WITHDRAWAL, report["note"], item=item)


def _withdrawn(history: ClaimHistory) -> str:
    as_read = as_we_read(history.withdrawn_by, history.reports)
    return f"; withdrawn, {as_read}" if as_read else "; withdrawn"


def _quotations(quotes: Iterable[_StanceRow]) -> Iterator[AttributionRow]:
    for quote in quotes:
        words, says = quote["contents"] or quote["paraphrase"], Stance(quote["stance"]).label
        row = _row(quote["speaker_group"], quote["speaker_name"], says, words, item=(quote["item_id"], Table.QUOTES))
        yield {**row, "words_are_quoted": quote["contents"] is not None}


def _assertion(claim: ClaimRow, says: str) -> AttributionRow:
    item = (claim["item_id"], Table.CLAIMS)
    return _row(claim["asserted_by_group"], claim["asserted_by_name"], says, figure_words(claim), item=item)


def _row(
    speaker_group: str | None, who: str, says: str, words: str | None, *, item: tuple[str, Table]
) -> AttributionRow:
    return {
        "speaker_group": str(speaker_group or NOT_STATED), "who": who, "says": says, "words": words,
        "words_are_quoted": False, "item_id": item[0], "table_name": str(item[1]),
    }  # fmt: skip
