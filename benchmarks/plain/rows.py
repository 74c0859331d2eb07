"""The rows that the pages show, as pandas DataFrames in `st.cache_data`; the same rows as those of our own views."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from data import queries
from data.figures import agreement, ledger, matters, statements
from data.figures.attributions import items_with_attributions
from data.figures.latest import later_figures, latest_figures
from data.queries.facet_labels import facet_names
from data.queries.selection import Selection
from data.records.vocabulary import COUNT_FAMILIES, Metric
from data.tables import known_on as days
from data.tables.archive import Archive, open_archive
from data.tables.rows import ClaimRow, rows
from data.views.address import Address
from data.views.base import Reading
from data.views.overview import OverviewView

ENTRIES = 500
"""Most answers that one cached function keeps."""


@st.cache_resource
def archive() -> Archive:
    """The records."""
    return open_archive()


@st.cache_data
def days_of_reports() -> list[str]:
    """The days on which a report was published, as ISO 8601."""
    return list(days.report_days(archive()))


@st.cache_data
def default_day() -> str:
    """The day of the lead report, as ISO 8601."""
    return days.default_day(archive())


@st.cache_data
def day_bounds() -> tuple[str, str]:
    """The first and the last day that a reader may choose."""
    dated = queries.events(archive(), Selection(known_on=days_of_reports()[-1]))["start"].dropna()
    return min(dated), days_of_reports()[-1]


@st.cache_data(max_entries=ENTRIES)
def facet_options(facet: str, known_on: str) -> Mapping[str, str]:
    """The values of a facet by the day, the most frequent first, with their labels."""
    found = queries.facets(archive(), Selection(known_on=known_on))
    names = facet_names(archive())[facet]
    return {term: names[term] for term in found[found["facet"] == facet]["term"]}


@st.cache_data(max_entries=ENTRIES)
def counts(selection: Selection) -> pd.DataFrame:
    """How many events, figures and quotations are shown, and of how many."""
    found = queries.counts(archive(), selection)
    return found[found["table_name"].isin([str(table) for table in queries.COUNTED_TABLES])]


@st.cache_data(max_entries=ENTRIES)
def events(selection: Selection) -> pd.DataFrame:
    """The events in order of time, each with the address of its report."""
    return _with_report(queries.events(archive(), selection))


@st.cache_data(max_entries=ENTRIES)
def events_without_city(selection: Selection) -> pd.DataFrame:
    """The events without a point on the map."""
    return _with_report(queries.events_without_pin(archive(), selection))


@st.cache_data(max_entries=ENTRIES)
def cities(selection: Selection) -> pd.DataFrame:
    """The cities with their coordinates and numbers of events and mentions."""
    return queries.map_cities(archive(), selection)


@st.cache_data(max_entries=ENTRIES)
def places(selection: Selection) -> pd.DataFrame:
    """All places with their numbers of events and mentions."""
    return queries.map_places(archive(), selection)


@st.cache_data(max_entries=ENTRIES)
def quotations(selection: Selection) -> pd.DataFrame:
    """The quotations and reported statements in the order of the reports."""
    return _with_report(queries.quotes(archive(), selection))


@st.cache_data(max_entries=ENTRIES)
def words_by_speaker_group(selection: Selection) -> pd.DataFrame:
    """The number of quoted words of each kind of speaker."""
    return queries.words_by_speaker_group(archive(), selection)


@st.cache_data(max_entries=ENTRIES)
def caveats(selection: Selection) -> pd.DataFrame:
    """What is contested, hedged or unsupported."""
    return queries.caveats(archive(), selection)


@st.cache_data(max_entries=ENTRIES)
def facts(selection: Selection) -> pd.DataFrame:
    """The background that the reports give."""
    return queries.facts(archive(), selection)


@st.cache_data(max_entries=ENTRIES)
def key_figures(selection: Selection) -> pd.DataFrame:
    """The figures of the first page, in order: which they are is the editors' choice, the same as on our Overview."""
    view = OverviewView(Reading(days.as_known_on(archive(), selection.known_on), Address("", selection)))
    ids = [row.item_id for group in view.ledger for row in group.rows]
    return _with_report(queries.claims(archive(), selection).set_index("item_id", drop=False).loc[ids])


@st.cache_data(max_entries=ENTRIES)
def latest(selection: Selection, family: str) -> pd.DataFrame:
    """The latest figure of each population and area of a count family, such as `killed`."""
    return ledger.filter_count_family(latest_figures(archive(), selection), family)


@st.cache_data(max_entries=ENTRIES)
def figures(selection: Selection, family: str) -> pd.DataFrame:
    """All figures of a count family, each report on its own."""
    return _with_report(queries.claims(archive(), replace(selection, metric=family)))


@st.cache_data(max_entries=ENTRIES)
def disputed(selection: Selection) -> list[str]:
    """The pairs of figures that cannot both be true, and the figures that were withdrawn, in words."""
    asked = [(archive(), selection, family) for family in COUNT_FAMILIES]
    clashes = [pair for each in asked for pair in agreement.clashes(*each, 0, agreement.clash_count(*each))]
    withdrawn = rows(statements.withdrawn_statements(archive(), selection), ClaimRow)
    return [
        *(f"{_with_asserter(one.claim)} against {_with_asserter(other.claim)}" for one, other in clashes),
        *(f"Withdrawn: {_with_asserter(claim)}" for claim in withdrawn),
    ]


def _with_asserter(claim: ClaimRow) -> str:
    return f"{counted(claim)}: {claim['value_text']} ({claim['asserted_by_name']}, {claim['reported_on']})"


@st.cache_data(max_entries=ENTRIES)
def changed_later(selection: Selection) -> list[str]:
    """The figures that later reports gave instead, in words."""
    found = later_figures(archive(), selection)
    return [f"{words} ({day})" for entry in found for words, day in (*entry["figures"], *entry["withdrawn"])]


@st.cache_data(max_entries=ENTRIES)
def said_by_topic(selection: Selection) -> pd.DataFrame:
    """What each side says on each topic."""
    return matters.said_by_topic(archive(), selection)


@st.cache_data(max_entries=ENTRIES)
def items_with_sides(selection: Selection) -> pd.DataFrame:
    """The events and figures, with the number of sides that speak of each."""
    return items_with_attributions(archive(), selection)


@st.cache_data
def count_families(known_on: str) -> list[str]:
    """The count families with at least one figure by the day."""
    return list(ledger.known_count_families(days.as_known_on(archive(), known_on)))


def counted(claim: ClaimRow) -> str:
    """Whom a figure counts: “Killed: police and national guard members”."""
    return f"{Metric(claim['metric']).label}: {claim['population'] or 'people'}"


def _with_report(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the publisher and the address of their report."""
    known = queries.articles(archive()).set_index("article_id")
    return frame.assign(report=frame["article_id"].map(known["publisher"]), url=frame["article_id"].map(known["url"]))
