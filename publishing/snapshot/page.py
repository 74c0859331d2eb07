"""A view as one file: a page that needs no network, no script and no server, to be kept, sent and printed.

It holds the whole record of the view, each row with the place in the article that it stands on, in the words of the app
(`data.views.summary`, `data.views.headings`, `data.wording.descriptions`). The file is the same whenever it is made of
the same records on the same day.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from data import queries
from data.export.files import LICENCE
from data.figures import agreement, latest, ledger
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.records.vocabulary import CodedFrom, Phase
from data.views.address import CHOICES, Address
from data.views.figures import Clash, clashes, disagreeing, held_together
from data.views.headings import (
    claims_title,
    corrections_title,
    count_title,
    disagreement_title,
    ledger_caption,
    map_title,
    openings,
    quotes_title,
    timeline_title,
)  # fmt: skip
from data.views.reading import Reading
from data.views.summary import KeyFigure, Summary, description, key_figure, summary
from data.wording.citation_formats import Citation, bibtex, view_citation
from data.wording.phrases import counted, day, join_words
from publishing.jinja import TEMPLATES, templates
from publishing.snapshot import tables
from publishing.snapshot.charts.counts import MOST_MARKS, count_chart
from publishing.snapshot.charts.map import event_map, off_the_map, said_of
from publishing.snapshot.charts.svg import NARROW, WIDE
from publishing.snapshot.charts.timeline import MOST_ROWS as MOST_BARS
from publishing.snapshot.charts.timeline import timeline
from publishing.snapshot.parts import SnapshotTable, Source


@dataclass(frozen=True)
class Chart:
    """Pictures for a screen or paper and for a phone, of which a page shows one, with what their marks mean."""

    pictures: Sequence[Markup]
    caption: str


@dataclass(frozen=True)
class CountFamilySection:
    """The figures of one kind: how the count changed, what disagrees, every figure."""

    id: str
    label: str
    title: str
    chart: Chart | None
    change: str
    clashes: Sequence[Clash]
    disagreement: str
    together: Sequence[str]
    table: SnapshotTable


@dataclass(frozen=True)
class Figure:
    """A key figure with the place that it stands on."""

    said: KeyFigure
    source: Source


def snapshot(reading: Reading, *, permalink: str = "", made_on: dt.date | None = None) -> str:
    """The whole record of a view as a self-contained HTML page; `permalink` leads to the view in the app.

    `made_on` is the day that it says it was made on, today unless given.
    """
    archive, selection = reading.archive, reading.selection
    view = summary(replace(reading, address=Address("", selection)))
    events, quotes = queries.events(archive, selection), queries.quotes_by_utterance(archive, selection)
    unpinned = queries.events_without_pin(archive, selection)
    told = tables.events(archive, events)
    count_families = _count_families(reading)
    cited = _cited(reading, view, permalink)
    return (
        templates()
        .get_template("snapshot.html")
        .render(
            view=view,
            title=f"{view.title} · {view.collection}",
            description=description(view, view.figures[:3]),
            permalink=permalink,
            licence=LICENCE,
            made_on=day((made_on or dt.date.today()).isoformat()),
            style=Markup((TEMPLATES / "snapshot.css").read_text("utf-8")),
            running_title=_in_css(f"{view.collection} · {view.known or view.title}"),
            figures=_key_figures(reading),
            timeline_title=timeline_title(events),
            timeline=_timeline(reading),
            undated=int(events["start"].isna().sum()),
            events=told,
            map_title=map_title(queries.rows(queries.map_cities(archive, selection)), len(unpinned), len(events)),
            map=_map(reading),
            off_the_map=_off_the_map(reading),
            map_credit={"text": ATTRIBUTION, "url": ATTRIBUTION_URL},
            places=tables.places(queries.map_places(archive, selection)),
            unpinned=tables.without_city(archive, unpinned, told=told),
            ledger_caption=ledger_caption(reading.day),
            count_families=count_families,
            quotes_title=quotes_title(quotes),
            quotes=tables.utterances(archive, quotes),
            quotes_total=len(quotes),
            disputes=sum(len(count_family.clashes) for count_family in count_families),
            caveats=tables.caveats(archive, queries.caveats(archive, selection)),
            facts=tables.facts(archive, queries.facts(archive, selection)),
            corrections_title=corrections_title(queries.rows(queries.corrections(archive))),
            corrections=tables.corrections(archive),
            reports=tables.reports(archive),
            openings=_openings(reading),
            citation=cited.text,
            bibtex=bibtex(cited),
            most_rows=tables.MOST_ROWS,
        )
    )


def _in_css(text: str) -> Markup:
    """A text as the content of a CSS string: all but plain letters and digits as escapes, so that nothing ends it."""
    return Markup("".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):06x}" for each in text))


def _both(draw: Callable[[int], Sequence[Markup]], caption: str) -> Chart:
    return Chart((*draw(WIDE), *draw(NARROW)), caption)


def _key_figures(reading: Reading) -> list[Figure]:
    """The latest figures, all of them, as the overview has them."""
    archive, selection = reading.archive, reading.selection
    shown = latest.headline_figures(archive, selection)
    of_items = {row["item_id"]: source for row, source in tables.sourced(archive, shown)}
    return [
        Figure(key_figure(history), of_items[history.claim["item_id"]])
        for history in ledger.histories(archive, shown.head(tables.MOST_ROWS), selection)
    ]


def _timeline(reading: Reading) -> Chart | None:
    events = queries.events(reading.archive, reading.selection)
    dated = queries.rows(events[events["start"].notna()])
    if not dated:
        return None
    if len(dated) > MOST_BARS:
        caption = "A circle’s area is the number of events of its kind that begin on its day."
    else:
        caption = (
            "A bar is a day that the article names or lets be worked out. Dashed ends: roughly then. Arrow: not over "
            "when the article appeared. Outline: announced for later."
        )
        if any(row["phase"] == Phase.BACKGROUND for row in dated):
            caption += " The years before the crisis have a scale of their own."
    what = f"{counted(len(dated), 'dated event')} by day, in lanes by kind of event. The table below has them all."
    return _both(lambda width: timeline(dated, width=width, description=what), caption)


def _map(reading: Reading) -> Chart | None:
    cities = queries.rows(queries.map_cities(reading.archive, reading.selection))
    if not cities:
        return None
    what = "; ".join(f"{city['name']}: {said_of(city)}" for city in cities[: tables.MOST_ROWS])
    caption = (
        "A mark’s area is its number of events; the disc around it is how far from the point they may have been. A "
        "ring is a city that is only mentioned, or none of whose events is shown under these filters."
    )
    return _both(
        lambda width: [event_map(cities, width=width, title="Map of the events by city", description=what)], caption
    )


def _off_the_map(reading: Reading) -> str:
    """The cities that lie outside of what the map shows, in words."""
    cities = queries.rows(queries.map_cities(reading.archive, reading.selection))
    outside = [city for city in off_the_map(cities) if city["events"] or city["mentions"]]
    return join_words([f"{city['name']} ({said_of(city)})" for city in outside])


def _count_families(reading: Reading) -> list[CountFamilySection]:
    """Each kind of figures of which any is shown."""
    archive, selection = reading.archive, reading.selection
    book = ledger.ledger(archive, selection)
    against = disagreeing(book)
    found = []
    for count_family, label in CHOICES["casualties"]["metric"].items():
        figures = ledger.FIGURES[count_family](archive, selection)
        if figures.empty:
            continue
        said = queries.rows(ledger.of_count_family(agreement.said_by_day(archive, selection), count_family))
        newest = queries.rows(ledger.of_count_family(latest.latest_figures(archive, selection), count_family))
        disagree = clashes(archive, selection, count_family)
        found.append(
            CountFamilySection(
                id=f"figures-{count_family}",
                label=label,
                title=claims_title((newest or queries.rows(figures))[:2], len(newest or figures)),
                chart=_changes(reading, said),
                change=count_title(said),
                clashes=disagree,
                disagreement=disagreement_title(len(disagree)) if said else "",
                together=held_together(archive, selection, count_family),
                table=tables.figures(archive, f"{label}: every figure", figures, book=book, against=against),
            )
        )
    return found


def _changes(reading: Reading, said: Sequence[Any]) -> Chart | None:
    if not said:
        return None
    updates = list(ledger.own_updates(reading.archive, reading.selection).itertuples(index=False, name=None))
    caption = (
        "A figure stands in the row of the day of its report. A dot ends an exact figure, a ring “about”; an arrow "
        "runs on where the source says “more than” or “at least”; words have no length. Where there is room a dotted "
        "line joins figures that one source replaced with its own; what was replaced or withdrawn is pale. Each "
        "population has its own scale, and days without a report are left out."
    )
    more = f" Of each population the last {MOST_MARKS} are drawn." if len(said) > MOST_MARKS else ""
    what = "Every figure of the chart stands in the table below, with who says so."
    return _both(lambda width: count_chart(said, updates, width=width, description=what), caption + more)


def _openings(reading: Reading) -> str:
    coded = queries.articles(reading.archive)["coded_from"]
    return openings(int((coded == CodedFrom.EXCERPT).sum()), len(coded))


def _cited(reading: Reading, view: Summary, permalink: str) -> Citation:
    return view_citation(
        title=view.title + (f" ({view.filters})" if view.filters else ""),
        collection=view.collection,
        day=view.day,
        version=reading.archive.version,
        permalink=permalink,
        licence=LICENCE,
    )
