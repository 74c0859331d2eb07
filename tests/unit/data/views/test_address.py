"""Addresses: what is written into one is what is read out of it, and those of earlier releases keep working."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from data.queries.selection import KEYS, Selection
from data.records.vocabulary import FACETS
from data.tables.archive import Archive
from data.views import registry
from data.views.address import (
    DATASET,
    RENAMED_KEYS,
    RENAMED_VALUES,
    STORY_KEYS,
    Address,
    current_names,
)
from data.views.reading import Reading, read_address
from data.views.registry import VIEW_KEYS, view_of
from data.views.timeline import TimelineView

LEAD = "aljazeera-2022-01-07"
SITE = "https://news.example/kazakhstan"
PATHS = tuple(registry.VIEWS)
CHOICES = {path: view.choices for path, view in registry.VIEWS.items()}

VIEWS: Mapping[str, Address] = {
    "a page": Address("timeline"),
    "several filters": Address(
        "", Selection(city=("aktau", "almaty"), actor=("kazakhstan-police",), kind=("protest",))
    ),
    "filters of quotations": Address("quotes", Selection(speaker=("kuralai",), speaker_group=("authorities",))),
    "what is not stated": Address("", Selection(city=("not-stated",))),
    "days": Address("timeline", Selection(date_from="2022-01-05", date_to="2022-01-07")),
    "a search": Address("quotes", Selection(q="“shoot to kill” & 50% + x=y #1 ?/\\ Алматы")),
    "a day of knowing": Address("casualties", Selection(known_on="2022-12-20")),
    "a day before every report": Address("", Selection(known_on="2021-12-31")),
    "an opened item": Address("casualties", Selection(item=f"{LEAD}.arrests-3800", city=("almaty",))),
    "an item of a later report": Address("", Selection(known_on="2022-01-15", item="reuters-2022-01-15.killed-225")),
    "lanes": Address("timeline", options=(("lanes", ("actor",)),)),
    "a view of the map": Address("map", options=(("view", ("almaty",)),)),
    "a figure's sides": Address("sides", options=(("about", (f"{LEAD}.arrests-3800",)),)),
    "pages of two lists": Address("timeline", options=(("page", ("events-2", "undated-3")),)),
    "a dataset version": Address("", Selection(known_on="2022-01-10"), ((DATASET, ("66a0a9fef532",)),)),
    "everything at once": Address(
        "map",
        Selection(city=("almaty",), q="troops", date_from="2022-01-01", known_on="2022-01-09"),
        ((DATASET, ("abc",)), ("page", ("unpinned-2",)), ("view", ("kazakhstan",))),
    ),
}
a_view = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())


def query_in(url: str) -> dict[str, list[str]]:
    """The parameters of an address, as a server reads them."""
    return parse_qs(urlsplit(url).query, keep_blank_values=True, strict_parsing="?" in url)


@a_view
def test_what_is_written_into_an_address_is_read_out_of_it(reports: Archive, view: Address) -> None:
    """Guards against a link that opens another view than the one that it was copied from."""
    url = view.on(SITE)
    assert urlsplit(url).path == f"/kazakhstan/{view.path}"
    assert read_address(view.path, query_in(url), reports).address == view


@a_view
def test_a_pinned_address_is_the_same_view_of_its_day(reports: Archive, view: Address) -> None:
    """Guards against a pin that loses a filter, or names the day or the version twice."""
    here = read_address(view.path, view.to_query(), reports)
    pinned = here.address.with_version(known_on=here.day, dataset=reports.version)
    asked = query_in(pinned.on(SITE))
    assert (asked.pop("known_on"), asked.pop(DATASET)) == ([here.day], [reports.version])
    assert asked == {key: values for key, values in view.to_query().items() if key not in ("known_on", DATASET)}
    again = read_address(view.path, query_in(pinned.on(SITE)), reports)
    assert (again.day, again.selection, again.notices) == (here.day, here.selection, ())
    assert again.address.with_version(known_on=again.day, dataset=reports.version) == pinned


@a_view
def test_an_unpinned_address_goes_along_with_the_records_and_keeps_the_rest(view: Address) -> None:
    """Guards against a live frame that is told, after the first correction, that it shows another version."""
    kept = {key: values for key, values in view.to_query().items() if key != DATASET}
    assert view.without_version().to_query() == kept
    assert view.with_version(known_on="2022-01-10", dataset="x").without_version().to_query() == kept | {
        "known_on": ["2022-01-10"]
    }


def test_an_address_holds_nothing_that_is_the_default() -> None:
    """Guards against addresses that grow with every key that there is."""
    for path in PATHS:
        assert Address(path).to_query() == {}
        assert Address(path).on(SITE) == f"{SITE}/{path}"


@pytest.mark.parametrize("root", ["https://news.example/kazakhstan", "https://news.example/kazakhstan/", ""])
def test_an_address_stands_below_the_site_with_one_slash(root: str) -> None:
    """Guards against //map, which a browser takes for another host, and a page beside the site's own folder."""
    assert Address("map", Selection(city=("aktau",))).on(root) == f"{root.rstrip('/')}/map?city=aktau"
    assert Address().on(root) == f"{root.rstrip('/')}/"


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [(path, key, value) for path, keys in CHOICES.items() for key, values in keys.items() for value in values],
)
def test_every_choice_of_a_page_is_read_from_its_address(reports: Archive, path: str, key: str, value: str) -> None:
    """Guards against a value that a page offers and no link can ask for."""
    assert view_of(read_address(path, {key: [value]}, reports)).choice(key) == value


@pytest.mark.parametrize("options", [(), (("lanes", ()),), (("lanes", ("colour",)),), (("view", ("actor",)),)])
def test_a_choice_that_is_not_made_or_not_there_is_the_first(
    reports: Archive, options: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    """Guards against an unknown value that ends a page instead of opening it as it always opens."""
    assert TimelineView(Reading(reports, Address("timeline", options=options))).choice("lanes") == "day"


def test_the_last_value_of_a_key_that_takes_one_counts() -> None:
    """Guards against two readings of one address: Streamlit gives the last value as well."""
    address = Address("timeline", options=(("lanes", ("kind", "actor")), ("view", ())))
    assert address.option("lanes") == "actor"
    assert address.option("view") is None
    assert address.option("metric") is None


def test_opening_an_item_keeps_the_view_around_it() -> None:
    """Guards against a link to an item that loses the place that the reader stood in."""
    view = VIEWS["everything at once"]
    opened = view.with_item(f"{LEAD}.arrests-3800")
    assert opened.to_query() == view.to_query() | {"item": [f"{LEAD}.arrests-3800"]}
    assert opened.with_item(None) == view


KEY_RENAMED = {"town": "city", "lane": "lanes"}
VALUE_RENAMED = {("city", "astana"): "nur-sultan", ("lanes", "who"): "actor"}


@pytest.mark.parametrize(
    ("asked", "today"),
    [
        ({"town": ["aktau"]}, {"city": ["aktau"]}),
        ({"town": ["aktau"], "city": ["almaty"]}, {"city": ["aktau", "almaty"]}),
        ({"city": ["almaty"], "town": ["aktau"]}, {"city": ["almaty", "aktau"]}),
        ({"city": ["astana", "almaty"]}, {"city": ["nur-sultan", "almaty"]}),
        ({"town": ["astana"]}, {"city": ["nur-sultan"]}),
        ({"actor": ["astana"]}, {"actor": ["astana"]}),
        ({"lane": ["who"], "page": ["events-2"]}, {"lanes": ["actor"], "page": ["events-2"]}),
        ({"q": ["town", "astana"]}, {"q": ["town", "astana"]}),
        ({}, {}),
    ],
)
def test_an_address_of_an_earlier_release_is_read_under_the_names_of_today(
    asked: dict[str, list[str]], today: dict[str, list[str]]
) -> None:
    """Guards against a link in last year's article that opens the page without its filter."""
    before = {key: list(values) for key, values in asked.items()}
    assert current_names(asked, keys=KEY_RENAMED, values=VALUE_RENAMED) == today
    assert asked == before, "what was asked is not changed under the hands of the one who asked"


def test_without_a_table_of_names_an_address_stays_as_it_is() -> None:
    """Guards against a key that is lost although nobody renamed it."""
    asked = {key: ["x", "y"] for key in (*KEYS, *VIEW_KEYS, *STORY_KEYS, "anything")}
    assert current_names(asked, keys={}, values={}) == asked


@pytest.mark.parametrize("view", ["several filters", "lanes", "everything at once"])
def test_a_renamed_key_opens_the_same_view(reports: Archive, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    """Guards against a table of names that whoever reads an address forgets to ask."""
    address = VIEWS[view]
    old = {f"old_{key}": values for key, values in address.to_query().items()}
    for key in address.to_query():
        monkeypatch.setitem(RENAMED_KEYS, f"old_{key}", key)
    assert read_address(address.path, old, reports).address == address


def renames_lead_nowhere(keys: Mapping[str, str], values: Mapping[tuple[str, str], str]) -> set[str]:
    """What in a table of names would break a link instead of keeping it."""
    current = {*KEYS, *VIEW_KEYS, *STORY_KEYS}
    wrong = {old for old, new in keys.items() if old in current or new not in current}
    wrong |= {f"{key}={old}" for (key, old), new in values.items() if key not in current or (key, new) in values}
    offered = {key: set(of_page) for choices in CHOICES.values() for key, of_page in choices.items()}
    return wrong | {f"{key}={old}" for (key, old), new in values.items() if new not in offered.get(key, {new})}


@pytest.mark.parametrize(
    ("keys", "values", "wrong"),
    [
        (KEY_RENAMED, VALUE_RENAMED, set()),
        ({"city": "town"}, {}, {"city"}),
        ({"town": "place", "place": "city"}, {}, {"town"}),
        ({}, {("town", "astana"): "nur-sultan"}, {"town=astana"}),
        ({}, {("city", "a"): "b", ("city", "b"): "c"}, {"city=a"}),
        ({}, {("lanes", "who"): "actors"}, {"lanes=who"}),
    ],
)
def test_the_rule_itself_tells_a_good_table_of_names_from_a_bad_one(
    keys: Mapping[str, str], values: Mapping[tuple[str, str], str], wrong: set[str]
) -> None:
    """Guards the next test, which has nothing to look at while nothing was renamed."""
    assert renames_lead_nowhere(keys, values) == wrong


def test_every_old_name_leads_to_one_of_today() -> None:
    """Guards against a second rename that forgets the first, and a name that is given to something else."""
    assert renames_lead_nowhere(RENAMED_KEYS, RENAMED_VALUES) == set()


def test_no_key_means_two_things() -> None:
    """Guards against a filter and a page's own choice under one name: neither could be in a link with the other."""
    assert not set(KEYS) & VIEW_KEYS
    assert not (set(KEYS) | VIEW_KEYS) & STORY_KEYS
    assert {key for keys in CHOICES.values() for key in keys} <= VIEW_KEYS
    assert set(FACETS) <= set(KEYS)
