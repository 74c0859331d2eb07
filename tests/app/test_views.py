"""The app says what its views say: titles, figures, captions and rows, on every report day and under several
filters."""

import pytest

from components.markdown import plain_text
from data.tables.archive import open_archive
from data.views.casualties import CasualtiesView
from data.views.overview import OverviewView
from data.views.reading import read_address
from data.views.registry import BY_NAME
from data.views.summary import Summary, summary
from tests.app.conftest import Opener
from tests.app.screen import LEAD, Query

QUERIES: dict[str, Query] = {
    **{day: {"known_on": [day]} for day in ("2022-01-06", "2022-01-08", "2022-01-10", "2022-01-15", "2022-12-20")},
    "everything": {},
    "one city": {"city": ["almaty"]},
    "one actor on a later day": {"actor": ["kazakhstan-interior-ministry"], "known_on": ["2022-01-09"]},
    "before the first report": {"known_on": ["2021-01-01"]},
    "nothing but one word": {"q": ["airport"]},
    "what is not there": {"city": ["almatyy"], "item": [f"{LEAD}.no-such-item"], "citty": ["aktau"]},
}


def said_of(name: str, query: Query) -> Summary:
    asked = {key: [values] if isinstance(values, str) else values for key, values in query.items()}
    return summary(read_address(BY_NAME[name].path, asked, open_archive()))


def shown_cell(cell: str) -> str:
    """A cell as the app's tables write it: an address is a link, everything else is text."""
    return cell if cell.startswith("https://") else plain_text(cell)


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
@pytest.mark.parametrize("name", BY_NAME)
def test_a_page_says_what_its_view_says(shared_page: Opener, name: str, query: Query) -> None:
    """Guards against a page with another headline, figure or row than its first page, its snapshot and its preview."""
    said = said_of(name, query)
    tables = {f"table-{table.name}": True for table in said.view.data_tables}
    screen = shared_page(f"pages/{name}.py", query, **tables)
    text = screen.text
    assert screen.heading == said.title
    assert plain_text(said.subtitle) in text or said.subtitle in text
    assert said.count_summary in text
    assert plain_text(said.filters) in text or said.filters in text
    for notice in said.notices:
        assert notice in text
    if said.later:
        assert said.later in text
    cards = screen.cards()
    if isinstance(said.view, OverviewView):
        rows = [row for group in said.view.ledger for row in group.rows]
        assert {row.item_id for row in rows} >= {figure.item_id for figure in said.figures[:1]}
        for row in rows:
            parts = (row.words, row.who, row.asserter, row.reports, *(note.text for note in row.notes))
            assert any(all(part in card for part in parts) for card in cards), row
    if isinstance(said.view, CasualtiesView):
        ledger = said.view.area_ledger
        figures = [row for group in (*ledger.first, *ledger.more) for row in group.rows]
        assert {row.figure.item_id for row in figures} >= {figure.item_id for figure in said.figures}
        for row in figures:
            parts = (row.figure.words, row.figure.who, row.figure.asserter, row.figure.reports, row.recipient)
            days = [row.reported.replace("\N{NO-BREAK SPACE}", " ")]
            changes = ("".join(f"{'withdrawn: ' if p.struck else ''}{p.text}" for p in note) for note in row.notes)
            assert any(all(part in card for part in (*parts, *days, *changes)) for card in cards), row
    for figure in () if isinstance(said.view, OverviewView | CasualtiesView) else said.figures:
        parts = (figure.words, figure.whom, figure.who, figure.dates, *(note.text for note in figure.notes))
        assert any(all(part in card.replace("~~", "").replace("**", "") for part in parts) for card in cards), figure
    drawn = {
        tuple(row) for table in screen.app.table for row in table.value.astype(str).itertuples(index=False, name=None)
    }
    for table in said.view.data_tables:
        if f"table-{table.name}" in screen.keyed():
            assert {tuple(map(shown_cell, row)) for row in table.text.rows} <= drawn


@pytest.mark.parametrize(
    "item", ["arrests-3800", "airport-recaptured", "blinken-warning", "no-evidence-for-terrorists"]
)
def test_an_opened_item_says_what_its_drawer_says(shared_page: Opener, item: str) -> None:
    """The words a reader checks before the app has started must be those of the article, as in the drawer."""
    query: Query = {"item": [f"{LEAD}.{item}"]}
    screen = shared_page("pages/overview.py", query)
    drawer = screen.drawer()
    opened = said_of("overview", query).opened
    assert opened is not None
    assert drawer is not None
    assert opened.title in drawer or str(opened.row.get("value_text")) in drawer
    assert opened.citation in drawer
    nodes = list(screen.section("drawer").below())
    for passage in opened.passages:
        assert passage.words is not None
        assert passage.words in drawer
        assert passage.url in [node.attributes.get("href") for node in nodes]
    recorded = [node.text for node in nodes if node.tag in ("dt", "dd")]
    for label, value in opened.details:
        assert label in recorded
        assert " ".join(value.split()) in recorded
