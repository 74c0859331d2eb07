"""Every view, over all report days and several filters: what is made of it outside of the app says what the view says.

`tests/app/test_views.py` holds the app to the same views.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

import pytest

from data.figures.row_types import SaidRow
from data.records.vocabulary import NOT_STATED
from data.tables.archive import Archive
from data.tables.known_on import report_days
from data.tables.rows import ClaimRow, rows
from data.views.base import Reading, View
from data.views.casualties import CasualtiesView
from data.views.figures import key_figure
from data.views.frame import Frame
from data.views.overview import OverviewView
from data.views.reading import read_address
from data.views.registry import VIEWS, view_of
from data.views.sides import SidesView
from data.views.summary import Summary, summary
from publishing.first_page import head_tags, prerendered
from publishing.links import links_of
from publishing.pictures.previews import preview
from publishing.sections import PAGE_PARTS, section
from publishing.snapshot.page import snapshot

DAYS = ("2022-01-06", "2022-01-07", "2022-01-08", "2022-01-09", "2022-01-10", "2022-01-15", "2022-12-20")
FILTERS: Mapping[str, dict[str, list[str]]] = {
    "everything": {},
    "one city": {"city": ["almaty"]},
    "an actor and words": {"actor": ["kazakhstan-interior-ministry"], "q": ["killed"]},
    "a group of speakers and days": {"speaker_group": ["authorities"], "from": ["2022-01-06"], "to": ["2022-01-07"]},
    "nothing": {"q": ["no such word anywhere"]},
}

each_day = pytest.mark.parametrize("day", DAYS)
each_filter = pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS.keys())


def text_of(html: str) -> str:
    """HTML as a reader sees it: no tags, no entities, single spaces."""
    visible = re.sub(r"<(style|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", visible)))


def squeezed(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def figures_of(view: View) -> list[ClaimRow]:
    """The figures at the top of a page; on Overview those of its ledger, which counts what is left out of it."""
    claims = [history.claim for history in view.figures]
    if not isinstance(view, OverviewView):
        return claims
    shown = {row.item_id for group in view.ledger for row in group.rows}
    assert len([claim for claim in claims if claim["item_id"] not in shown]) <= sum(group.more for group in view.ledger)
    return [claim for claim in claims if claim["item_id"] in shown]


def items_of(view: View) -> list[str]:
    """The items that a page has as its rows; of several reports of one figure the first stands for all."""
    if isinstance(view, CasualtiesView):
        return [history.reports[0]["item_id"] for _, history in view.statement_histories]
    if isinstance(view, OverviewView):
        return [*view.caveats["item_id"]]
    if isinstance(view, SidesView):
        return [row["item_id"] for row in rows(view.said, SaidRow) if row["topic"] != NOT_STATED]
    return [item_id for table in view.data_tables for item_id in table.text.item_ids if item_id]


def asked(path: str, archive: Archive, day: str, filters: Mapping[str, list[str]]) -> Reading:
    return read_address(path, {**filters, "known_on": [day]}, archive)


@lru_cache(maxsize=64)
def snapshot_of(archive: Archive, day: str, filters: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return snapshot(asked("", archive, day, {key: list(values) for key, values in filters}))


def test_the_days_are_those_of_the_reports(reports: Archive) -> None:
    """Guards the tests below against a day that was left out."""
    assert report_days(reports) == DAYS


@each_day
@each_filter
@pytest.mark.parametrize("path", VIEWS)
def test_a_first_page_says_what_its_view_says(
    reports: Archive, path: str, filters: Mapping[str, list[str]], day: str
) -> None:
    """Guards against a reader who waits for the app, or has no JavaScript, and reads another headline or figure."""
    reading = asked(path, reports, day, filters)
    view, html = view_of(reading), prerendered(summary(reading))
    text = text_of(html)
    assert unescape(re.findall(r"<h1>(.*?)</h1>", html, re.DOTALL)[0]) == view.title
    for name in PAGE_PARTS[path].sections:
        assert section(name, view, links_of(view.address), frame=Frame(reading), pages=VIEWS) in html
    assert squeezed(view.subtitle) in text
    for claim in figures_of(view):
        assert re.search(rf'item={re.escape(claim["item_id"])}["&]', html)
        assert all(squeezed(part) in text for part in (claim["value_text"], claim["asserted_by_name"]))
    for item_id in items_of(view):
        assert f'data-item="{item_id}"' in html


@each_day
@each_filter
@pytest.mark.parametrize("path", VIEWS)
def test_a_preview_says_what_its_view_says(
    reports: Archive, path: str, filters: Mapping[str, list[str]], day: str
) -> None:
    """Guards against a link whose picture or tags tell another story than the page behind it."""
    reading = asked(path, reports, day, filters)
    view, shown = view_of(reading), summary(reading)
    tags = unescape(head_tags(shown, root="https://news.example"))
    picture = preview(
        collection=shown.collection,
        page=shown.page,
        title=shown.title,
        figures=shown.main_figures,
        day=shown.known_on_label,
    )
    assert f'og:title" content="{view.title}"' in tags
    assert picture.title.startswith(squeezed(view.title))
    first = summary(reading).figures[:3]
    assert [figure.item_id for figure in shown.main_figures] == [figure.item_id for figure in first]
    for figure in first:
        assert all(part in picture.description for part in (figure.words, figure.whom, figure.who, figure.dates))


@each_day
@each_filter
@pytest.mark.parametrize("path", VIEWS)
def test_a_snapshot_says_what_each_view_says(
    reports: Archive, path: str, filters: Mapping[str, list[str]], day: str
) -> None:
    """Guards against a printed page with another headline, figure or row than the page that it was kept from."""
    reading = asked(path, reports, day, filters)
    view = view_of(reading)
    html = snapshot_of(reports, day, tuple((key, tuple(values)) for key, values in filters.items()))
    text = text_of(html)
    assert squeezed(view.title) in text
    assert squeezed(view.subtitle) in text
    for history in view.figures if path == "" else ():
        figure, claim = key_figure(history), history.claim
        parts = (figure.words, figure.whom, claim["asserted_by_name"], figure.dates)
        assert all(squeezed(part) in text for part in parts)
    of_all_families = [view.for_family(family) for family in view.options("metric")] if path == "casualties" else [view]
    for shown in of_all_families:
        for table in shown.data_tables:
            for item_id in (item_id for item_id in table.text.item_ids if item_id and table.name != "unpinned"):
                assert f'id="{item_id}"' in html
    if isinstance(view, CasualtiesView):
        for family in of_all_families:
            assert isinstance(family, CasualtiesView)
            assert all(squeezed(dispute.headline) in text for dispute in family.disputes)


@each_day
def test_a_summary_is_the_view_s(reports: Archive, day: str) -> None:
    """Guards against a second place where a page's headline or figures are made."""
    for path in VIEWS:
        shown: Summary = summary(asked(path, reports, day, {}))
        assert (shown.title, shown.subtitle, shown.page) == (shown.view.title, shown.view.subtitle, shown.view.name)
        assert [figure.item_id for figure in shown.figures] == [
            history.claim["item_id"] for history in shown.view.figures
        ]
