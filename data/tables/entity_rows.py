"""Typed rows of what items refer to: articles, places, actors and topics; and of corrections."""

from typing import Annotated

from typing_extensions import TypedDict

from data.records.vocabulary import ActorKind, CodedFrom, PlaceKind, SpeakerGroup
from data.tables.row_fields import Day, column, term_column


class ArticleRow(TypedDict):
    """A row of `articles`: the report that a record was coded from."""

    article_id: Annotated[str, column("The article, as `article` in an address names it.")]
    headline: Annotated[str | None, column("Its headline; empty where only its opening was read and it is not known.")]
    publisher: Annotated[str, column("Whose report it is.")]
    republished_by: Annotated[str | None, column("Who printed the whole of it again.")]
    read_at: Annotated[str | None, column("The page that it was read on, where that is not the publisher’s own.")]
    authors: Annotated[str | None, column("Its authors, separated by “; ”.")]
    date_published: Annotated[Day, column("The day on which it was published.")]
    date_published_basis: Annotated[str, column("How that day is known.")]
    url: Annotated[str, column("Its address.")]
    language: Annotated[str, column("Its language, as a BCP 47 tag such as “en”.")]
    coded_from: Annotated[str, term_column(CodedFrom, "How much of it the coder had.")]


class PlaceRow(TypedDict):
    """A row of `places`: a place that a record names."""

    place_id: Annotated[str, column("The place; a city’s id is what `city` in an address names.")]
    name: Annotated[str, column("Its name.")]
    other_names: Annotated[str | None, column("Its other names, separated by “; ”.")]
    kind: Annotated[str, term_column(PlaceKind, "What it is.")]
    within: Annotated[str | None, column("The id of the place that it lies in.")]
    city_id: Annotated[str, column("The city that it is or lies in; not-stated for what is wider than a city.")]
    country_id: Annotated[str | None, column("The country that it is or lies in.")]
    lat: Annotated[float | None, column("Its latitude, WGS 84.")]
    lon: Annotated[float | None, column("Its longitude, WGS 84.")]
    coordinates_source: Annotated[str | None, column("Where the coordinates are from.")]
    pin_lat: Annotated[float | None, column("The latitude of its mark on a map; a site may have its city’s.")]
    pin_lon: Annotated[float | None, column("The longitude of that mark.")]
    first_named_on: Annotated[Day, column("The day of the first report to name it.")]


class ActorRow(TypedDict):
    """A row of `actors`: somebody who acts, speaks or is spoken of."""

    actor_id: Annotated[str, column("The actor, as `actor` in an address names it.")]
    name: Annotated[str, column("Its name.")]
    kind: Annotated[str, term_column(ActorKind, "What it is.")]
    speaker_group: Annotated[str | None, term_column(SpeakerGroup, "What kind of speaker it is.")]
    role: Annotated[str | None, column("Its role, such as “president”.")]
    affiliation: Annotated[str | None, column("What it belongs to.")]
    side: Annotated[str | None, column("On whose side it stands, where the article says so.")]
    labelled_by: Annotated[str | None, column("Whose word the name is, where it is a label and no known group.")]
    aliases: Annotated[str | None, column("Its other names, separated by “; ”.")]
    first_named_on: Annotated[Day, column("The day of the first report to name it.")]


class TopicRow(TypedDict):
    """A row of `topics`: a subject that items are about."""

    topic_id: Annotated[str, column("The topic, as `topic` in an address names it.")]
    label: Annotated[str, column("What it is called.")]
    first_named_on: Annotated[Day, column("The day of the first report to name it.")]


class CorrectionRow(TypedDict):
    """A row of `corrections`: a change to a record that was already published."""

    article_id: Annotated[str, column("The article whose record was corrected.")]
    publisher: Annotated[str, column("Whose report that is.")]
    item_id: Annotated[str | None, column("The item; empty where the article’s own description was wrong.")]
    table_name: Annotated[str, column("The item’s table, or articles.")]
    corrected_on: Annotated[Day, column("The day of the correction.")]
    field: Annotated[str, column("What was corrected.")]
    before: Annotated[str | None, column("What it was; empty where there was nothing.")]
    after: Annotated[str | None, column("What it is; empty where there is nothing any more.")]
    why: Annotated[str, column("Why.")]
    published_on: Annotated[Day, column("The day of the report.")]
