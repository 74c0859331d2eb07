"""Typed rows of the coded items: events, claims, quotes, facts and caveats."""

from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import (
    BasisKind,
    CaveatKind,
    ClaimStatus,
    CodedFrom,
    EventKind,
    FactKind,
    GeoPrecision,
    Metric,
    Phase,
    PopulationGroup,
    Qualifier,
    QuoteType,
    SpeakerGroup,
    TimePrecision,
)
from data.tables.row_fields import Day, column, term_column


class BaseItemRow(TypedDict):
    """What rows of events, claims, quotes, facts and caveats have in common."""

    item_id: Annotated[str, column("The item, as `item` in an address names it.")]
    article_id: Annotated[str, column("The article that it stands in.")]
    published_on: Annotated[Day, column("The day of the report that the item stands in: it was known from then on.")]
    coded_from: Annotated[str, term_column(CodedFrom, "How much of its article the coder had.")]
    note: Annotated[str | None, column("What the coder has to say of the item.")]
    corrected_on: Annotated[Day | None, column("The day of the last correction of its record; empty without any.")]


class EventRow(BaseItemRow):
    """A row of `events`: something that happened, is going on, or is announced."""

    title: Annotated[str, column("What happened, in one line.")]
    summary: Annotated[str, column("What happened, in our words.")]
    kind: Annotated[str, term_column(EventKind, "What kind of event it is.")]
    phase: Annotated[str, term_column(Phase, "Where it stands in the story.")]
    start: Annotated[Day | None, column("The first day that the article supports.")]
    end: Annotated[Day | None, column("The last day that the article supports.")]
    ongoing_as_of: Annotated[Day | None, column("A day on which it was not over yet.")]
    not_after: Annotated[Day | None, column("The day by which it must have happened; it is no date of its own.")]
    time_precision: Annotated[str, term_column(TimePrecision, "How precisely the source dates it.")]
    date_basis: Annotated[str | None, term_column(BasisKind, "How its date is known.")]
    date_basis_how: Annotated[str | None, column("How its date is known, in words.")]
    acled_event_type: Annotated[str | None, column("The ACLED event type, where one fits.")]
    acled_sub_event_type: Annotated[str | None, column("The ACLED sub-event type, where one fits.")]
    places: Annotated[str | None, column("Where it happened: names, separated by “; ”.")]
    mentioned_places: Annotated[str | None, column("Places that it only mentions: names, separated by “; ”.")]
    geo_precision: Annotated[str, term_column(GeoPrecision, "How precisely the place is known.")]
    actors: Annotated[str | None, column("Who acts or takes part: names, separated by “; ”.")]
    targets: Annotated[str | None, column("Whom it is done to: names, separated by “; ”.")]
    witnesses: Annotated[str | None, column("Who saw it: names, separated by “; ”.")]
    attributed_to: Annotated[str | None, column("According to whom; empty where the article says it in its own voice.")]
    hedge: Annotated[str | None, column("The article’s own word of doubt.")]


class ClaimRow(BaseItemRow):
    """A row of `claims`: a figure and who asserts it."""

    metric: Annotated[str, term_column(Metric, "What the figure counts.")]
    value_text: Annotated[str, column("The source’s own words for the figure.")]
    value: Annotated[
        float | None, column("The number in those words; empty where they are words only, such as “dozens”.")
    ]
    low: Annotated[
        float | None,
        column("The least that the words allow. With “more than” the number itself is not included: see qualifier."),
    ]
    high: Annotated[float | None, column("The most that the words allow; empty where they set no end.")]
    qualifier: Annotated[str, term_column(Qualifier, "How the source qualifies the number.")]
    population: Annotated[str | None, column("Whom the figure counts, in the source’s words.")]
    population_group: Annotated[str, term_column(PopulationGroup, "The same as a neutral group, to compare by.")]
    asserted_by: Annotated[str, column("The id of the actor whose figure it is.")]
    asserted_by_name: Annotated[str, column("Who says so.")]
    asserted_by_group: Annotated[str, term_column(SpeakerGroup, "What kind of speaker that is.")]
    spoken_by: Annotated[str | None, column("Who spoke for them.")]
    told_to: Annotated[str | None, column("Whom it was told to.")]
    via: Annotated[str | None, column("By which way it was said, such as a channel or a briefing.")]
    reported_on: Annotated[Day, column("The day of the report.")]
    as_of: Annotated[Day | None, column("The day that the figure speaks of; empty where none is recorded.")]
    as_of_basis: Annotated[str | None, column("How that day is known.")]
    as_of_hedge: Annotated[str | None, column("The article’s own word of doubt about that day.")]
    place: Annotated[str | None, column("The name of the place that the figure counts in.")]
    place_id: Annotated[str | None, column("The id of that place.")]
    area: Annotated[str, column("The city or region that the figure counts in, or the whole.")]
    status: Annotated[str, term_column(ClaimStatus, "How the figure stands beside the others that were known by then.")]
    event_id: Annotated[str | None, column("The event that the figure belongs to.")]
    hedge: Annotated[str | None, column("The article’s own word of doubt.")]
    publisher: Annotated[str, column("Whose report it stands in.")]
    read_at: Annotated[str | None, column("The page that it was read on, where that is not the publisher’s own.")]


class QuoteRow(BaseItemRow):
    """A row of `quotes`: words that somebody said."""

    quote_type: Annotated[str, term_column(QuoteType, "How the words are reported.")]
    contents: Annotated[
        str | None,
        column("The quoted words, piece by piece; empty where the statement is reported in other words."),
    ]
    paraphrase: Annotated[str | None, column("The statement in our words.")]
    context: Annotated[str, column("What it was said about, in our words.")]
    speaker: Annotated[str, column("The id of the actor who said it.")]
    speaker_name: Annotated[str, column("Who said it.")]
    speaker_role: Annotated[str | None, column("The speaker’s role, such as “president”.")]
    speaker_affiliation: Annotated[str | None, column("What the speaker belongs to.")]
    speaker_group: Annotated[str, term_column(SpeakerGroup, "What kind of speaker that is.")]
    cue: Annotated[str, column("How the article introduces the words, such as “told Reuters”.")]
    told_to: Annotated[str | None, column("Whom it was told to.")]
    spoken_on: Annotated[Day | None, column("The day on which it was said; empty where none is recorded.")]
    spoken_precision: Annotated[str, term_column(TimePrecision, "How precisely the source dates it.")]
    said_in: Annotated[str | None, column("What it was said in, such as a statement or an address.")]
    spoken_from: Annotated[str | None, column("The name of the place that it was said from.")]
    about_places: Annotated[str | None, column("The places that it is about: names, separated by “; ”.")]
    utterance_id: Annotated[str, column("The quotation that begins the utterance which this one is a piece of.")]
    nested_source: Annotated[str | None, column("Whom the speaker relies on.")]
    evidence_note: Annotated[str | None, column("What evidence the speaker gave, or that there was none.")]
    words: Annotated[int, column("How many words are quoted; 0 where the statement is reported in other words.")]


class FactRow(BaseItemRow):
    """A row of `facts`: background that the article gives."""

    kind: Annotated[str, term_column(FactKind, "What the article offers it as.")]
    text: Annotated[str, column("The background, in our words.")]
    hedge: Annotated[str | None, column("The article’s own word of doubt.")]
    attributed_to: Annotated[str | None, column("According to whom: names, separated by “; ”.")]
    actors: Annotated[str | None, column("Who it is about: names, separated by “; ”.")]
    places: Annotated[str | None, column("The places that it is about: names, separated by “; ”.")]


class CaveatRow(BaseItemRow):
    """A row of `caveats`: what is contested, hedged or offered without evidence."""

    kind: Annotated[str, term_column(CaveatKind, "Why a reader should hesitate.")]
    text: Annotated[str, column("The caveat, in our words.")]
