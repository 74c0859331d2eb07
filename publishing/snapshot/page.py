"""A snapshot: a view as one HTML file to keep, send and print, without script, network or server.

It contains all rows of the view, each with its place in the article, in the words of the app (`data.views`). The same
records on the same day give the same bytes.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from data.export.files import LICENCE
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.views import captions
from data.views.address import Address
from data.views.base import Reading, View
from data.views.casualties import CasualtiesView
from data.views.corrections import CorrectionsView
from data.views.figures import MAX_DISPUTES, Clash, KeyFigure, comparison_sentence, key_figure
from data.views.headings import claims_title
from data.views.map import MapView
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.rows import CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow, StatementRow, rows
from data.views.sides import coverage
from data.views.sourced import Source
from data.views.sources import SourcesView
from data.views.summary import Summary, summary
from data.views.timeline import MAX_BARS, TimelineView
from data.wording.citation_formats import Citation, bibtex, view_citation
from data.wording.emphasis import Sentence
from data.wording.phrases import count_noun, day, join_words
from publishing.jinja import TEMPLATES, templates
from publishing.snapshot import tables
from publishing.snapshot.charts.counts import MOST_MARKS, count_chart
from publishing.snapshot.charts.map import cities_off_map, city_label, event_map
from publishing.snapshot.charts.svg import NARROW, WIDE
from publishing.snapshot.charts.timeline import timeline
from publishing.snapshot.parts import SnapshotTable


@dataclass(frozen=True)
class Chart:
    """A chart in two widths, for a screen or paper and for a phone (CSS shows one of them), and its caption."""

    pictures: Sequence[Markup]
    caption: str


@dataclass(frozen=True)
class CountFamilySection:
    """The figures of one count family: how the count changed, what disagrees, every figure."""

    id: str
    label: str
    title: str
    chart: Chart | None
    change: str
    clashes: Sequence[Clash]
    disagreement: str
    together: Sequence[Sentence]
    table: SnapshotTable


@dataclass(frozen=True)
class Figure:
    """A key figure with its place in the article."""

    said: KeyFigure
    source: Source


def snapshot(reading: Reading, *, permalink: str = "", made_on: dt.date | None = None) -> str:
    """All rows of a view as a self-contained HTML page.

    `permalink` leads to the view in the app; `made_on` is the day printed on the page, by default today.
    """
    view = summary(replace(reading, address=Address("", reading.selection)))
    overview, events = OverviewView(view.view.reading), TimelineView(_on_page(reading, TimelineView))
    places, quotes = MapView(_on_page(reading, MapView)), QuotesView(_on_page(reading, QuotesView))
    sources = SourcesView(_on_page(reading, SourcesView))
    corrected = CorrectionsView(_on_page(reading, CorrectionsView))
    event_table = tables.events(
        events.rows_with_sources(events.events.head(tables.MOST_ROWS), EventRow), len(events.events)
    )
    families = [_count_family_section(family) for family in _count_families(reading)]
    citation = _citation(view, permalink)
    return (
        templates()
        .get_template("snapshot.html")
        .render(
            view=view,
            captions=captions,
            title=f"{view.title} · {view.collection}",
            description=view.description,
            permalink=permalink,
            licence=LICENCE,
            made_on=day((made_on or dt.date.today()).isoformat()),
            style=Markup((TEMPLATES / "snapshot.css").read_text("utf-8")),
            running_title=_css_string(f"{view.collection} · {view.known_on_label or view.title}"),
            figures=_key_figures(overview),
            timeline_title=events.title,
            timeline=_timeline(events),
            undated=len(events.undated_events),
            events=event_table,
            map_title=places.title,
            map=_map(places),
            off_the_map=_cities_off_map(places),
            map_credit={"text": ATTRIBUTION, "url": ATTRIBUTION_URL},
            places=tables.places(places.places_table.frame),
            unpinned=tables.events_without_city(
                places.rows_with_sources(places.unpinned_events.head(tables.MOST_ROWS), EventRow),
                len(places.unpinned_events),
                listed=event_table,
            ),
            ledger_caption=CasualtiesView(_on_page(reading, CasualtiesView)).subtitle,
            count_families=families,
            quotes_title=quotes.title,
            quotes_subtitle=quotes.subtitle,
            quotes=tables.utterances(quotes.rows_with_sources(quotes.quotes.head(tables.MOST_ROWS), QuoteRow)),
            quotes_total=len(quotes.quotes),
            disputes=sum(len(family.clashes) for family in families),
            caveats=tables.caveats(
                overview.rows_with_sources(overview.caveats.head(tables.MOST_ROWS), CaveatRow), len(overview.caveats)
            ),
            facts=tables.facts(
                overview.rows_with_sources(overview.background.head(tables.MOST_ROWS), FactRow),
                len(overview.background),
            ),
            corrections_title=corrected.title,
            corrections=tables.corrections(corrected.corrections),
            sources_title=sources.title,
            reports=tables.reports(sources.articles),
            openings=coverage(overview),
            citation=citation.text,
            bibtex=bibtex(citation),
            most_rows=tables.MOST_ROWS,
        )
    )


def _on_page(reading: Reading, page: type[View]) -> Reading:
    """The reading with the address of another page, whose own keys have their defaults."""
    return replace(reading, address=Address(page.path, reading.selection))


def _css_string(text: str) -> Markup:
    """A text as the content of a CSS string: everything but ASCII letters and digits is escaped."""
    return Markup("".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text))


def _both_widths(draw: Callable[[int], Sequence[Markup]], caption: str) -> Chart:
    return Chart((*draw(WIDE), *draw(NARROW)), caption)


def _key_figures(overview: OverviewView) -> list[Figure]:
    """All key figures of the overview."""
    shown = overview.headline_figures.head(tables.MOST_ROWS)
    figures = zip(overview.histories(shown), overview.rows_with_sources(shown, StatementRow), strict=True)
    return [Figure(key_figure(history), place.source) for history, place in figures]


def _timeline(events: TimelineView) -> Chart | None:
    dated = rows(events.dated_events, EventRow)
    if not dated:
        return None
    caption = captions.TIMELINE_COUNTS if len(dated) > MAX_BARS else captions.TIMELINE
    what = f"{count_noun(len(dated), 'dated event')} by day, in lanes by kind of event. The table below has them all."
    return _both_widths(lambda width: timeline(dated, width=width, description=what), caption.text)


def _map(places: MapView) -> Chart | None:
    if not places.cities:
        return None
    what = "; ".join(f"{city['name']}: {city_label(city)}" for city in places.cities[: tables.MOST_ROWS])
    return _both_widths(
        lambda width: [event_map(places.cities, width=width, title="Map of the events by city", description=what)],
        places.caption.text,
    )


def _cities_off_map(places: MapView) -> str:
    """The cities outside the map, in words; empty if there are none."""
    outside = [city for city in cities_off_map(places.cities) if city["events"] or city["mentions"]]
    return join_words([f"{city['name']} ({city_label(city)})" for city in outside])


def _count_families(reading: Reading) -> Iterator[CasualtiesView]:
    """The view of each count family with at least one figure."""
    first = CasualtiesView(_on_page(reading, CasualtiesView))
    for family in first.options("metric"):
        of_family = first.for_family(family)
        if not of_family.claims.empty:
            yield of_family


def _count_family_section(view: CasualtiesView) -> CountFamilySection:
    newest = [history.claim for history in view.figures] or rows(view.claims.head(2), ClaimRow)
    return CountFamilySection(
        id=f"figures-{view.count_family}",
        label=view.label,
        title=claims_title(newest[:2], len(view.figures) or len(view.claims)),
        chart=_count_over_time(view),
        change=view.count_title,
        clashes=view.clashes[:MAX_DISPUTES],
        disagreement=view.disagreement_title if view.compared_claims else "",
        together=[comparison_sentence(verdict, claims) for verdict, claims in view.comparisons[:MAX_DISPUTES]],
        table=tables.figures(view, caption=view.data_tables[0].title),
    )


def _count_over_time(view: CasualtiesView) -> Chart | None:
    if not view.compared_claims:
        return None
    more = f" Of each population the last {MOST_MARKS} are drawn." if len(view.compared_claims) > MOST_MARKS else ""
    what = "Every figure of the chart stands in the table below, with who says so."
    return _both_widths(
        lambda width: count_chart(view.compared_claims, view.own_updates, width=width, description=what),
        captions.COUNT_IN_ROWS.text + more,
    )


def _citation(view: Summary, permalink: str) -> Citation:
    return view_citation(
        title=view.title + (f" ({view.filters})" if view.filters else ""),
        collection=view.collection,
        day=view.day,
        version=view.dataset,
        permalink=permalink,
        licence=LICENCE,
    )
