"""What each side says of an event or a figure: the record's own attributions, figures and quotations, side by side."""

from collections.abc import Iterator

import narwhals as nw
import pandas as pd

from data import queries
from data.figures.ledger import history_of, ledger
from data.figures.row_types import AttributedItemRow, AttributionRow
from data.queries.filtering import bridge, cached_query
from data.queries.selection import Selection
from data.records.vocabulary import NOT_STATED, ClaimStatus, Metric, SpeakerGroup, Stance
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.row_fields import columns_of
from data.tables.rows import ActorRow, ClaimRow, EventRow, QuoteRow


class _StanceQuoteRow(QuoteRow):
    """A quotation with what it does to an item."""

    stance: str


def versions(archive: Archive, item_id: str) -> pd.DataFrame:
    """Who asserts or denies an event or a figure, one row a statement, side by side in the order of `SpeakerGroup`.

    The answer has the columns of `AttributionRow`. Those whose side is not told stand under `not-stated`. Sides that
    say nothing have no row; an item of another table has none at all.
    """
    told: Iterator[AttributionRow]
    match queries.item(archive, item_id):
        case ("events", event):
            told = _of_event(archive, event)
        case ("claims", claim):
            told = _of_claim(archive, claim)
        case _:
            return pd.DataFrame(columns=list(columns_of(AttributionRow)))
    once = {(each["who"], each["says"], each["words"]): each for each in [*told, *_quoted(archive, item_id)]}
    order = [*map(str, SpeakerGroup), NOT_STATED]
    frame = pd.DataFrame(list(once.values()), columns=list(columns_of(AttributionRow)))
    return frame.sort_values(
        "speaker_group", key=lambda voices: voices.map(order.index), kind="stable", ignore_index=True
    )


@cached_query
def items_with_attributions(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Events and figures shown, those that most sides speak of first: the columns of `AttributedItemRow`."""
    events = [
        (row["item_id"], "events", row["title"]) for row in queries.rows(queries.events(archive, selection), EventRow)
    ]
    book = ledger(archive)
    claims = [
        (row["item_id"], "claims", _figure(row))
        for row in queries.rows(queries.claims(archive, selection), ClaimRow)
        if book.statement[row["item_id"]] == row["item_id"]
    ]
    found: list[AttributedItemRow] = [
        {
            "item_id": item_id,
            "table_name": table,
            "title": title,
            "sides": versions(archive, item_id)["speaker_group"].nunique(),
        }
        for item_id, table, title in [*events, *claims]
    ]
    frame = pd.DataFrame(found, columns=list(columns_of(AttributedItemRow)))
    return frame.sort_values("sides", ascending=False, kind="stable", ignore_index=True)


def _of_event(archive: Archive, event: EventRow) -> Iterator[AttributionRow]:
    behind = bridge(archive, "actor").filter(nw.col("item_id") == event["item_id"], nw.col("role") == "attributed_to")
    actors = archive.table("actors").join(behind.select("actor_id").unique(), on="actor_id", how="semi")
    attributed = queries.rows(to_pandas(actors.sort("actor_id")), ActorRow)
    for actor in attributed:
        yield _row(
            actor["speaker_group"], actor["name"], Stance.ASSERTS.label, event["title"], event["item_id"], "events"
        )
    if not attributed:
        publisher = queries.article(archive, event["article_id"])["publisher"]
        own = f"{Stance.ASSERTS.label}, in its own voice" + (f" (“{event['hedge']}”)" if event["hedge"] else "")
        yield _row(SpeakerGroup.MEDIA, publisher, own, event["title"], event["item_id"], "events")
    for claim in ledger(archive).claims.values():
        if claim["event_id"] == event["item_id"]:
            yield from _of_claim(archive, claim)


def _of_claim(archive: Archive, claim: ClaimRow) -> Iterator[AttributionRow]:
    history = history_of(archive, claim)
    by_asserter: dict[str, list[ClaimRow]] = {}
    for each in history.reports:
        by_asserter.setdefault(each["asserted_by"], []).append(each)
    for reports in by_asserter.values():
        first = next((each for each in reports if each["item_id"] == claim["item_id"]), reports[0])
        once = f" (one statement, carried by {len(reports)})" if len(reports) > 1 else ""
        withdrawn = ", but it was withdrawn" if first["status"] == ClaimStatus.RETRACTED else ""
        yield _said(first, f"{Stance.ASSERTS.label}{withdrawn}{once}")
    rivals = {each["item_id"]: each for each in (*history.contradicts, *history.contradicted_by, *history.disagrees)}
    yield from (_said(each, "Gives another figure") for each in rivals.values())
    yield from (_said(each, "Gave an earlier figure, since replaced") for each in history.replaces)
    yield from (_said(each, "Gives a newer figure") for each in history.replaced_by)
    for report in history.withdrawn_by:
        yield _row(
            SpeakerGroup.MEDIA, report["publisher"], "Reports it withdrawn", report["note"], report["item_id"], "claims"
        )


def _quoted(archive: Archive, item_id: str) -> Iterator[AttributionRow]:
    stances = archive.table("stances").filter(nw.col("item_id") == item_id).select("quote_id", "stance")
    quotes = archive.table("quotes").join(stances.rename({"quote_id": "item_id"}), on="item_id", how="inner")
    for quote in queries.rows(to_pandas(quotes.sort("item_id")), _StanceQuoteRow):
        words, quoted = quote["contents"] or quote["paraphrase"], quote["contents"] is not None
        says = Stance(quote["stance"]).label
        yield _row(
            quote["speaker_group"], quote["speaker_name"], says, words, quote["item_id"], "quotes", quoted=quoted
        )


def _said(claim: ClaimRow, says: str) -> AttributionRow:
    return _row(claim["asserted_by_group"], claim["asserted_by_name"], says, _figure(claim), claim["item_id"], "claims")


def _figure(claim: ClaimRow) -> str:
    about = f", {claim['population']}" if claim["population"] else ""
    return f"{Metric(claim['metric']).label}: {claim['value_text']}{about}"


def _row(
    speaker_group: str | None, who: str, says: str, words: str | None, item_id: str, table: str, *, quoted: bool = False
) -> AttributionRow:
    return {
        "speaker_group": str(speaker_group or NOT_STATED), "who": who, "says": says, "words": words,
        "words_are_quoted": quoted, "item_id": item_id, "table_name": table,
    }  # fmt: skip
