"""What stands outside of the app says what the app says: the brief of a view against its page."""

import pytest

from components.markdown import plain_text
from data.tables.archive import open_archive
from data.views.brief import Brief, brief
from data.views.reading import read_address
from tests.app.conftest import Opener
from tests.app.screen import LEAD, PAGE_FILES, Query

QUERIES: dict[str, Query] = {
    "everything": {},
    "one city": {"city": ["almaty"]},
    "one actor on a later day": {"actor": ["interior-ministry"], "known_on": ["2022-01-09"]},
    "the last day": {"known_on": ["2022-12-20"]},
    "before the first report": {"known_on": ["2021-01-01"]},
    "nothing but one word": {"q": ["airport"]},
    "what is not there": {"city": ["almatyy"], "item": [f"{LEAD}.no-such-item"], "citty": ["aktau"]},
}


def brief_of(file: str, query: Query) -> Brief:
    path = file.removeprefix("pages/").removesuffix(".py").replace("overview", "")
    asked = {key: [values] if isinstance(values, str) else values for key, values in query.items()}
    return brief(read_address(path, asked, open_archive()))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
@pytest.mark.parametrize("file", PAGE_FILES)
def test_the_brief_says_what_the_page_says(shared_page: Opener, file: str, query: Query) -> None:
    """A reader on a bad line, a chat's preview or a printed page would show another headline or figure than the app."""
    screen, said = shared_page(file, query), brief_of(file, query)
    text = screen.text
    assert screen.app.title[0].value == plain_text(said.title)
    assert said.showing in text
    assert said.filters in text
    for notice in said.notices:
        assert notice in text
    if said.later:
        assert said.later in text.replace("**", "")
    cards = screen.cards()
    for figure in said.figures:
        assert any(
            all(part in card.replace("~~", "") for part in (figure.words, figure.whom, figure.who, figure.dates))
            for card in cards
        ), figure
    if said.subtitle:
        assert said.subtitle in text


@pytest.mark.parametrize("query", list(QUERIES.values())[:4], ids=list(QUERIES)[:4])
@pytest.mark.parametrize("file", ["pages/timeline.py", "pages/quotes.py", "pages/sides.py", "pages/corrections.py"])
def test_the_rows_of_the_brief_are_the_rows_of_the_page(open_page: Opener, file: str, query: Query) -> None:
    """A row that only one of the two has was either lost before the app started, or is gone once it has."""
    name = {"pages/timeline.py": "events", "pages/quotes.py": "quotes", "pages/sides.py": "sides"}.get(file)
    tables = brief_of(file, query).tables
    if name is None:
        assert tables == ()
        return
    screen = open_page(file, query, **{f"table-{name}": True})
    drawn = screen.app.table[0].value
    assert sorted(tuple(row) for row in drawn.astype(str).itertuples(index=False)) == sorted(
        tuple(plain_text(cell) for cell in row) for row in tables[0].rows
    )


@pytest.mark.parametrize(
    "item", ["arrests-3800", "airport-recaptured", "blinken-warning", "no-evidence-for-terrorists"]
)
def test_an_opened_item_says_what_its_drawer_says(open_page: Opener, item: str) -> None:
    """The words a reader checks before the app has started must be those of the article, as in the drawer."""
    query: Query = {"item": [f"{LEAD}.{item}"]}
    drawer = open_page("pages/overview.py", query).drawer()
    opened = brief_of("pages/overview.py", query).opened
    assert opened is not None
    assert drawer is not None
    assert opened.title in drawer
    assert opened.citation in drawer
    for place in opened.places:
        assert place.words is not None
        assert place.words in drawer
        assert place.url in drawer
    for label, value in opened.details:
        assert f"**{label}**" in drawer
        assert value in drawer
