"""Links that ask for what is not there: a visible notice, never an exception, and the rest of the link kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import queries
from data.queries.selection import Selection
from data.tables.archive import open_archive
from tests.app.conftest import Opener
from tests.app.screen import LEAD, PAGE_FILES, PAGES, Query, Screen
from tests.app.test_filters import shown_as

OVERVIEW = PAGES[0].file
QUOTES = "pages/quotes.py"

BAD_LINKS: dict[str, tuple[Query, str]] = {
    "an unknown key": ({"citty": "almaty"}, "citty"),
    "an unknown city": ({"city": "almatyy"}, "almatyy"),
    "a city in another language": ({"city": "Алматы"}, "Алматы"),
    "an unknown kind": ({"kind": "riot"}, "riot"),
    "an unknown speaker": ({"speaker": "nobody"}, "nobody"),
    "a day that no calendar has": ({"from": "2022-02-30"}, "2022-02-30"),
    "a day in another notation": ({"to": "7/1/2022"}, "7/1/2022"),
    "to before from": ({"from": "2022-01-07", "to": "2022-01-05"}, "before"),
    "an unknown item": ({"item": f"{LEAD}.no-such-item"}, "no-such-item"),
    "an item of no article": ({"item": "almaty"}, "almaty"),
    "an empty value": ({"city": ""}, "city"),
    "a search of 400,000 characters": ({"q": "troops " * 57_000}, "q "),
    "a value of 400,000 characters": ({"city": "a" * 400_000}, "city"),
    "a key of a kilobyte": ({"k" * 1_000: "1"}, "kkkk"),
    "a value with a null byte": ({"city": "al\0maty"}, "maty"),
    "a value with HTML": ({"city": "<img src=x onerror=alert(1)>"}, "<img src=x"),
    "nine hundred values": ({"city": [f"city{n}" for n in range(900)]}, "city0"),
    "lanes of no kind": ({"lanes": "colour"}, "colour"),
    "figures of no kind": ({"metric": "wounded"}, "wounded"),
    "sides of nothing": ({"about": "airport"}, "airport"),
    "a day that is no date": ({"known_on": "yesterday"}, "yesterday"),
    "an item of a later report": ({"item": "reuters-2022-01-15.killed-225"}, "published on Sat 15 Jan 2022"),
    "a later report": ({"article": "hrw-2022-12-20"}, "hrw-2022-12-20"),
    "a page number without a list": ({"page": "2"}, "events-2"),
}  # fmt: skip
OF_ONE_PAGE = {
    "lanes": "pages/timeline.py", "metric": "pages/casualties.py", "about": "pages/sides.py",
}  # fmt: skip
bad_links = pytest.mark.parametrize(("query", "named"), BAD_LINKS.values(), ids=BAD_LINKS.keys())


@bad_links
def test_a_bad_link_gives_a_notice_that_names_what_was_left_out(open_page: Opener, query: Query, named: str) -> None:
    """Silence would let a mistyped filter pass for a fact about the news: “nothing happened in Almatyy”."""
    notices = open_page(OF_ONE_PAGE.get(next(iter(query)), OVERVIEW), query).notices()
    assert named in notices
    assert len(notices) < 5_000, "the notice repeats a megabyte"


@pytest.mark.parametrize("page", PAGE_FILES)
def test_every_page_tells_all_that_was_left_out_of_a_link(open_page: Opener, page: str) -> None:
    """A page that reads the address by itself would tell nothing, or only the first mistake of several."""
    mistakes: Query = {"citty": "almaty", "city": "almatyy", "from": "2022-02-30", "item": f"{LEAD}.no-such-item"}
    notices = open_page(page, mistakes).notices()
    for named in ("citty", "almatyy", "2022-02-30", "no-such-item"):
        assert named in notices


@bad_links
def test_the_sound_part_of_a_bad_link_is_kept(open_page: Opener, query: Query, named: str) -> None:
    """One mistyped value must not take the reader's other filters with it."""
    screen = open_page(OVERVIEW, {"actor": "kazakhstan-police", "known_on": "2022-01-07", **query})
    kept = Selection(actor=("kazakhstan-police",), known_on="2022-01-07")
    if "q" in query:
        assert screen.counted("events")[0] < screen.counted("events")[1]
        assert len(screen.app.get_by_key("filter_q").value) <= 200
    else:
        shown_as(screen, kept)
    assert screen.app.get_by_key("filter_actor").value == ["kazakhstan-police"]


@pytest.mark.parametrize("page", PAGE_FILES)
@pytest.mark.parametrize(
    "query", [{"q": "x" * 1_000_000}, {"city": [f"c{n}" for n in range(2_000)]}], ids=["a megabyte", "2,000 values"]
)
def test_a_link_larger_than_streamlit_reads_shows_the_page_unfiltered(
    open_page: Opener, page: str, query: Query
) -> None:
    """Streamlit drops such a query string whole; the page must stand, and say that it shows everything."""
    screen = open_page(page, {"actor": "kazakhstan-police", **query})
    shown_as(screen, Selection())
    assert len(screen.text) < 500_000, "the page repeats the megabyte"


@pytest.mark.parametrize("page", PAGE_FILES)
def test_a_good_and_a_bad_value_of_one_key_leave_the_good_one(open_page: Opener, page: str) -> None:
    """`?city=aktau&city=nowhere` is a link to Aktau with a slip in it."""
    screen = open_page(page, {"city": ["aktau", "nowhere"]})
    assert "nowhere" in screen.notices()
    assert screen.app.get_by_key("filter_city").value == ["aktau"]
    shown_as(screen, Selection(city=("aktau",)))


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "2999-12-31", "9999-12-31"])
@pytest.mark.parametrize("key", ["from", "to", "known_on"])
def test_a_day_long_before_or_after_the_records_is_a_day_like_any_other(open_page: Opener, key: str, day: str) -> None:
    """The date widget has bounds, and raises on a value outside them."""
    screen = open_page(OVERVIEW, {key: day})
    assert screen.query == {key: [day]}
    assert not screen.notices()


@pytest.fixture
def many_quotations(
    record_json: dict[str, Any], write_record: Callable[..., Path], records_from: Callable[[Path], None]
) -> None:
    """The lead record with its quotations four times: more than one page of them."""
    quotes = [quote | {"part_of": None} for quote in record_json["quotes"]]
    copies = [quote | {"id": f"{quote['id']}-{n}"} for quote in quotes for n in range(3)]
    records_from(write_record(record_json | {"quotes": quotes + copies}).parent)


def pages_of(screen: Screen) -> dict[str, str]:
    """The numbers of the pages of a list that a screen has links to, with their addresses."""
    links = screen.links("data-filter")
    return {link["aria-label"]: link["href"] for link in links if link.get("aria-label", "").startswith("Page ")}


def test_a_link_holds_the_page_that_a_long_list_was_turned_to(many_quotations: None, open_page: Opener) -> None:
    """What the reader has before them is in the address: a reload or a colleague must not start at the top."""
    assert pages_of(open_page(QUOTES, {"speaker": "kuralai"})) == {}, "a list of one page needs no control"
    first = open_page(QUOTES)
    on_first = first.items()
    turned = first.follow(pages_of(first)["Page 2"])
    assert turned.query == {"page": ["quotes-2"]}
    assert turned.items()
    assert not turned.items() & on_first
    linked = open_page(QUOTES, {**turned.query})
    assert linked.items() == turned.items()
    assert turned.follow(pages_of(turned)["Page 1"]).query == {}


def test_another_filter_starts_a_long_list_anew(many_quotations: None, open_page: Opener) -> None:
    """Page 2 of other rows is nothing that anybody asked for."""
    screen = open_page(QUOTES, {"page": "quotes-2"})
    choices = [link for link in screen.links("data-filter") if link["data-filter"] == "quote_type=direct"]
    assert [link["href"] for link in choices] == ["/quotes?quote_type=direct"]
    screen.app.get_by_key("filter_q").set_value("unrest")
    assert screen.run().query == {"q": ["unrest"]}


def test_a_page_past_the_last_shows_the_last_and_says_so(many_quotations: None, open_page: Opener) -> None:
    """A record that was taken out leaves links to pages that are no more."""
    screen = open_page(QUOTES, {"page": "quotes-99"})
    assert "page quotes-99 is past the last one, quotes-2" in screen.notices()
    assert screen.items() == open_page(QUOTES, {"page": "quotes-2"}).items()


def test_a_notice_suggests_what_was_meant(open_page: Opener) -> None:
    """A slip of one letter is common; naming the right spelling is the whole cure."""
    assert "almaty" in open_page(OVERVIEW, {"city": "almatyx"}).notices().replace("almatyx", "")


def _some_of_each_table() -> list[str]:
    """An item of each of ITEM_KINDS."""
    archive = open_archive()
    return [
        str(getattr(queries, name)(archive)["item_id"].iloc[0])
        for name in ("events", "claims", "quotes", "facts", "caveats")
    ]


ITEM_KINDS = ("event", "figure", "quotation", "fact", "caveat")


@pytest.mark.parametrize(("page", "n"), [(page, n % len(ITEM_KINDS)) for n, page in enumerate(PAGE_FILES)])
def test_a_link_to_an_item_opens_its_source_on_any_page(open_page: Opener, page: str, n: int) -> None:
    """The drawer belongs to the address: it opens on whichever page the link names, whatever the filters hide."""
    item = _some_of_each_table()[n]
    screen = open_page(page, {"item": item, "q": "zeppelin"})
    drawer = screen.drawer()
    assert drawer is not None
    anchors = queries.rows(queries.anchors(open_archive(), item))
    assert anchors
    for anchor in anchors:
        assert anchor["exact"] in drawer
        assert f"paragraph {anchor['paragraph'] + 1}." in drawer
    assert "Al Jazeera, 7 January 2022" in drawer
    section = screen.fragments()["section-drawer"]
    assert any("#:~:text=" in node.attributes.get("href", "") for node in section.below())
    assert screen.query["item"] == [item]


def test_a_source_button_opens_the_item_that_it_stands_with(open_page: Opener) -> None:
    """A link that opens its neighbour's source breaks the one promise that the page makes."""
    screen = open_page("pages/casualties.py")
    addresses = {each["data-item"]: each["href"] for each in screen.links("data-item")}
    assert len(addresses) >= 5
    for item, address in addresses.items():
        opened = screen.follow(address)
        assert opened.query == {"item": [item]}
        drawer = opened.drawer()
        assert drawer is not None
        assert all(row["exact"] in drawer for row in queries.rows(queries.anchors(open_archive(), item)))


def test_opening_a_source_keeps_the_filters(open_page: Opener) -> None:
    """To check a number must not lose the reader's place."""
    screen = open_page("pages/timeline.py", {"city": "aktau", "q": "resign"})
    (address,) = {each["href"] for each in screen.links("data-item") if each["data-item"].endswith(".aktau-gathering")}
    screen.follow(address)
    assert screen.query == {"city": ["aktau"], "q": ["resign"], "item": [f"{LEAD}.aktau-gathering"]}
    assert screen.drawer() is not None


def test_no_drawer_is_open_when_the_address_names_no_item(open_page: Opener) -> None:
    """A drawer that opens by itself covers the page."""
    assert all(open_page(page).drawer() is None for page in PAGE_FILES)
