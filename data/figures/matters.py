"""Matters: the topics on which somebody is heard, and what each side says on them.

The rule, which is the same for all records:

1. What is said is every selected figure (one per statement), every selected quotation, and every selected event, as the
   word of those whom the report names for it, or else as the report's own.
2. It is said on the topics that the records give to it; a figure is also said on the topics of its event.
3. A topic is a matter if anything but a report's own account of events is said on it.
4. Who says one thing in several ways is heard once: the figure is preferred to words in quotation marks, these to words
   that are reported in ours, and these to the title of the event.
5. The matters on which most sides speak come first, then those with most statements.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data import queries
from data.figures.attributions import SIDE_ORDER, event_speakers, figure_words, stances_of_quotes
from data.figures.ledger import ledger
from data.figures.row_types import MatterRow, SaidRow
from data.figures.series import SETTLED
from data.queries.filtering import bridge, cached_query
from data.queries.selection import Selection
from data.records.vocabulary import NOT_STATED, QuoteType, SpeakerGroup, Stance
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.names import Table
from data.tables.row_fields import columns_of
from data.tables.rows import ClaimRow, EventRow, QuoteRow, TopicRow, frame_of

_FIGURE, _QUOTED, _REPORTED, _EVENT = range(4)


@dataclass(frozen=True)
class Statement:
    """Something that is said, on one topic. `form` is how, the preferred form first; `states` are items that it states.

    `own_account` is whether it is an event in a report's own voice.
    """

    row: SaidRow
    form: int = _FIGURE
    states: frozenset[str] = field(default=frozenset())
    own_account: bool = False


@cached_query
def said_by_topic(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return what is said on each matter, by side; columns of `SaidRow`. What has no topic comes last."""
    found = [*_figures(archive, selection), *_quotations(archive, selection), *_events(archive, selection)]
    labels = {row["topic_id"]: row["label"] for row in queries.rows(queries.entities(archive, "topics"), TopicRow)}
    shown = arrange(_on_topics(found, labels, selection))
    return frame_of(shown, SaidRow)


@cached_query
def matters(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return the matters in order, with the numbers of their sides and statements; columns of `MatterRow`."""
    said = said_by_topic(archive, selection)
    said = said[said["topic"] != NOT_STATED]
    named = said.where(said["speaker_group"].isin(list(map(str, SpeakerGroup))))
    found = said.groupby("topic", sort=False).agg(topic_label=("topic_label", "first"), statements=("topic", "size"))
    sides = named.groupby("topic", sort=False)["speaker_group"].nunique()
    found = found.assign(sides=sides.reindex(found.index).fillna(0).astype("int64")).reset_index()
    return found[list(columns_of(MatterRow))]


def arrange(statements: Iterable[Statement]) -> list[SaidRow]:
    """Return the rows of the matters among statements, without repeats, in order (rules 3 to 5)."""
    by_topic: dict[str, list[Statement]] = {}
    for statement in statements:
        by_topic.setdefault(statement.row["topic"], []).append(statement)
    heard = {
        topic: _without_repeats(said)
        for topic, said in by_topic.items()
        if not all(statement.own_account for statement in said)
    }
    return [
        statement.row
        for topic in sorted(heard, key=lambda topic: _rank_of_matter(topic, heard[topic]))
        for statement in sorted(heard[topic], key=_rank_within_matter)
    ]


def _rank_of_matter(topic: str, said: Sequence[Statement]) -> tuple[object, ...]:
    sides = {statement.row["speaker_group"] for statement in said} - {NOT_STATED}
    return topic == NOT_STATED, -len(sides), -len(said), said[0].row["topic_label"], topic


def _rank_within_matter(statement: Statement) -> tuple[object, ...]:
    side = SIDE_ORDER.index(statement.row["speaker_group"])
    return side, statement.form == _EVENT, statement.row["settled"], statement.form


def _without_repeats(said: Sequence[Statement]) -> list[Statement]:
    """Statements without those that only state what their speaker states in a preferred form, in the same order."""
    best: dict[tuple[str, str], int] = {}
    for statement in said:
        for item_id in statement.states:
            key = (statement.row["who"], item_id)
            best[key] = min(best.get(key, statement.form), statement.form)
    return [
        statement
        for statement in said
        if statement.form < _REPORTED
        or not statement.states
        or any(best[statement.row["who"], item_id] == statement.form for item_id in statement.states)
    ]


def _on_topics(
    statements: Iterable[tuple[Statement, frozenset[str]]], labels: Mapping[str, str], selection: Selection
) -> Iterator[Statement]:
    """Statements, each once per topic; with a filter by topic only those on the chosen ones."""
    for statement, topics in statements:
        for topic in sorted(topics) or [NOT_STATED]:
            if not selection.topic or topic in selection.topic:
                row: SaidRow = {**statement.row, "topic": topic, "topic_label": labels.get(topic, "Not recorded")}
                yield Statement(row, statement.form, statement.states, statement.own_account)


def _topics(archive: Archive) -> dict[str, frozenset[str]]:
    links = to_pandas(bridge(archive, "topic").select("item_id", "topic_id").unique())
    found: dict[str, set[str]] = {}
    for item_id, topic in zip(links["item_id"], links["topic_id"], strict=True):
        found.setdefault(item_id, set()).add(topic)
    return {item_id: frozenset(topics) for item_id, topics in found.items()}


def _figures(archive: Archive, selection: Selection) -> Iterator[tuple[Statement, frozenset[str]]]:
    """One statement for the selected claims that are one statement, the newest first."""
    book, topics = ledger(archive), _topics(archive)
    shown: dict[str, list[ClaimRow]] = {}
    for claim in queries.rows(queries.claims(archive, selection), ClaimRow):
        shown.setdefault(book.statement[claim["item_id"]], []).append(claim)
    for first, claims in sorted(shown.items(), key=lambda item: item[1][0]["reported_on"], reverse=True):
        claim = next((claim for claim in claims if claim["item_id"] == first), claims[0])
        ids = {item_id for each in claims for item_id in (each["item_id"], each["event_id"]) if item_id}
        on = frozenset(topic for item_id in ids for topic in topics.get(item_id, ()))
        row = _row(claim["asserted_by_group"], claim["asserted_by_name"], figure_words(claim), claim["item_id"])
        yield Statement({**row, "settled": claim["status"] in SETTLED}, states=frozenset(ids)), on


def _quotations(archive: Archive, selection: Selection) -> Iterator[tuple[Statement, frozenset[str]]]:
    topics, stances = _topics(archive), stances_of_quotes(archive)
    order = {str(form): n for n, form in enumerate(QuoteType)}
    quotes = queries.rows(queries.quotes(archive, selection), QuoteRow)
    for quote in sorted(quotes, key=lambda quote: order[quote["quote_type"]]):
        words = quote["contents"] or quote["paraphrase"]
        row = _row(quote["speaker_group"], quote["speaker_name"], words, quote["item_id"], Table.QUOTES)
        taken = stances.get(quote["item_id"], {})
        form = _QUOTED if quote["contents"] else _REPORTED
        states = frozenset() if Stance.DENIES in taken.values() else frozenset(taken)
        said = Statement({**row, "words_are_quoted": quote["contents"] is not None}, form, states)
        yield said, topics.get(quote["item_id"], frozenset())


def _events(archive: Archive, selection: Selection) -> Iterator[tuple[Statement, frozenset[str]]]:
    """One statement for each side that tells of an event."""
    topics = _topics(archive)
    for event in queries.rows(queries.events(archive, selection), EventRow):
        own_account, speakers = event_speakers(archive, event)
        names: dict[str, list[str]] = {}
        for group, name in speakers:
            names.setdefault(group, []).append(name)
        for group, who in names.items():
            row = _row(group, "; ".join(who), event["title"], event["item_id"], Table.EVENTS)
            said = Statement(row, _EVENT, frozenset({event["item_id"]}), own_account)
            yield said, topics.get(event["item_id"], frozenset())


def _row(group: str | None, who: str, words: str | None, item_id: str, table: Table = Table.CLAIMS) -> SaidRow:
    return {
        "topic": NOT_STATED, "topic_label": "", "speaker_group": group if group in SIDE_ORDER else NOT_STATED,
        "who": who, "words": words or "", "words_are_quoted": False, "settled": False, "item_id": item_id,
        "table_name": str(table),
    }  # fmt: skip
