"""An address read against the records: what is not there is told by its name, and everything else is kept."""

import pytest

from data import queries
from data.queries.foreign_keys import is_foreign
from data.queries.selection import Selection
from data.tables.archive import Archive
from data.tables.known_on import as_known_on
from data.views.address import (
    DATASET,
    KEYS,
    REMOVED_KEYS,
    RENAMED_KEYS,
    RENAMED_VALUES,
    STORY_KEYS,
    QueryParameters,
)
from data.views.reading import read_address
from data.views.registry import VIEW_KEYS, VIEWS

LEAD = "aljazeera-2022-01-07"
LATER_FIGURE = "reuters-2022-01-15.killed-225"
PATHS = tuple(VIEWS)


def test_an_item_that_was_not_out_yet_is_told_with_the_day_that_shows_it(reports: Archive) -> None:
    """Guards against “not in these records” of what is in them: the reader would take the figure for invented."""
    read = read_address("casualties", {"item": [LATER_FIGURE], "city": ["almaty"]}, reports)
    assert read.selection == Selection(city=("almaty",))
    (notice,) = read.notices
    assert LATER_FIGURE in notice
    assert "published on Sat 15 Jan 2022" in notice
    assert "as known on that day" in notice
    then = read_address("casualties", {"item": [LATER_FIGURE], "known_on": ["2022-01-15"]}, reports)
    assert (then.selection.item, then.notices) == (LATER_FIGURE, ())


def test_an_item_that_never_was_is_told_as_such(reports: Archive) -> None:
    """Guards against a made-up item that seems to come later."""
    read = read_address("", {"item": [f"{LEAD}.no-such"]}, reports)
    (notice,) = read.notices
    assert "no-such” is not in these records" in notice
    assert "published" not in notice


def test_of_several_items_the_one_that_is_there_opens_and_each_other_is_told(reports: Archive) -> None:
    """Guards against one dead item closing the drawer of another."""
    asked = [f"{LEAD}.gone", f"{LEAD}.arrests-3800", LATER_FIGURE]
    read = read_address("", {"item": asked}, reports)
    assert read.selection.item == f"{LEAD}.arrests-3800"
    assert len(read.notices) == 2
    assert all(any(item in notice for notice in read.notices) for item in (asked[0], asked[2]))


def test_a_link_made_from_other_records_says_so_and_shows_what_there_is(reports: Archive) -> None:
    """Guards against a figure that was corrected since, read as what the sender saw."""
    read = read_address("map", {DATASET: ["0123456789ab"], "city": ["aktau"]}, reports)
    assert read.selection == Selection(city=("aktau",))
    (notice,) = read.notices
    assert "0123456789ab" in notice
    assert reports.version in notice
    assert "Corrections" in notice


def test_a_link_made_from_these_records_says_nothing(reports: Archive) -> None:
    """Guards against a warning on every pinned link, which nobody would read any more."""
    assert read_address("map", {DATASET: [reports.version]}, reports).notices == ()


@pytest.mark.parametrize("day", ["2022-01-06", "2022-01-10", "2022-12-20"])
def test_the_version_is_that_of_all_records_whatever_the_day(reports: Archive, day: str) -> None:
    """Guards against a link that, opened on another day, is told to be of other records."""
    read = read_address("", {DATASET: [reports.version], "known_on": [day]}, reports)
    assert (read.archive.version, read.notices) == (reports.version, ())


def test_the_collections_own_day_needs_no_word(reports: Archive) -> None:
    """Guards against two addresses, and two citations, of one view."""
    read = read_address("", {"known_on": ["2022-01-07"], "city": ["almaty"]}, reports)
    assert read.selection == Selection(city=("almaty",))
    assert (read.day, read.address.to_query()) == ("2022-01-07", {"city": ["almaty"]})


@pytest.mark.parametrize(("asked", "day"), [("2022-12-20", "2022-12-20"), ("20220110", "2022-01-10")])
def test_another_day_is_kept_and_everything_is_seen_from_it(reports: Archive, asked: str, day: str) -> None:
    """Guards against a reading whose address names one day and whose archive shows another."""
    read = read_address("", {"known_on": [asked]}, reports)
    assert (read.day, read.selection.known_on, read.notices) == (day, day, ())
    assert read.archive == as_known_on(reports, day)


@pytest.mark.parametrize("asked", ["yesterday", "2022-02-30", "", "../../etc/passwd", "2022-01-07T00:00"])
def test_a_day_that_is_none_is_told_and_the_collections_own_is_shown(reports: Archive, asked: str) -> None:
    """Guards against text of an address standing for a day in a file's name or a query."""
    read = read_address("", {"known_on": [asked], "city": ["almaty"]}, reports)
    assert (read.day, read.selection) == ("2022-01-07", Selection(city=("almaty",)))
    assert [notice for notice in read.notices if "known_on" in notice]


def test_what_only_a_later_report_names_is_left_out_and_told(reports: Archive) -> None:
    """Guards against a filter through which a later report shows on an earlier day."""
    asked = {"article": ["hrw-2022-12-20", LEAD]}
    read = read_address("", asked, reports)
    assert read.selection == Selection(article=(LEAD,))
    assert any("hrw-2022-12-20" in notice for notice in read.notices)
    assert read_address("", asked | {"known_on": ["2022-12-20"]}, reports).notices == ()


NOT_THERE: dict[str, tuple[QueryParameters, str]] = {
    "a key": ({"colour": ["red"]}, "colour"),
    "a city": ({"city": ["atlantis"]}, "atlantis"),
    "a kind": ({"kind": ["riot"]}, "riot"),
    "a speaker": ({"speaker": ["nobody"]}, "nobody"),
    "a day": ({"from": ["7/1/2022"]}, "7/1/2022"),
    "an order of days": ({"from": ["2022-01-07"], "to": ["2022-01-01"]}, "before"),
    "an item": ({"item": ["nothing"]}, "nothing"),
    "a later item": ({"item": [LATER_FIGURE]}, LATER_FIGURE),
    "a page number": ({"page": ["2"]}, "events-2"),
    "a version": ({DATASET: ["gone"]}, "gone"),
    "a long search": ({"q": ["troops " * 99]}, "200 characters"),
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("asked", "named"), NOT_THERE.values(), ids=NOT_THERE.keys())
def test_what_is_not_there_is_told_once_by_name_and_the_rest_is_kept(
    reports: Archive, path: str, asked: QueryParameters, named: str
) -> None:
    """Guards against a link that, for one dead value, opens unfiltered or in silence."""
    read = read_address(path, {"actor": ["kazakhstan-police"], "known_on": ["2022-01-10"]} | asked, reports)
    (notice,) = read.notices
    assert named in notice
    assert read.selection.actor == ("kazakhstan-police",)
    assert read.day == "2022-01-10"


@pytest.mark.parametrize("key", ["city", "item", "colour", "known_on", "page", DATASET])
def test_a_notice_does_not_repeat_a_megabyte(reports: Archive, key: str) -> None:
    """Guards against a page that is as long as the value that it could not take."""
    read = read_address("", {key: ["x" * 1_000_000]}, reports)
    assert read.notices
    assert sum(map(len, read.notices)) < 1_000


@pytest.mark.parametrize(
    ("path", "asked", "kept"),
    [
        ("timeline", {"page": ["2", "events-2", "../x"]}, {"page": ["events-2"]}),
        ("timeline", {"page": ["2"]}, {}),
        ("timeline", {"lanes": ["colour"]}, {}),
        ("map", {"list": ["distances"], "view": ["", "almaty"]}, {"view": ["almaty"]}),
        ("casualties", {"metric": ["wounded"]}, {}),
    ],
)
def test_what_could_not_be_taken_is_not_handed_on(
    reports: Archive, path: str, asked: QueryParameters, kept: dict[str, list[str]]
) -> None:
    """Guards against a link that Share copies with the slip of the link before it, and its notice at every reader."""
    assert read_address(path, asked, reports).address.to_query() == kept


def test_keys_and_values_of_earlier_releases_count_as_those_of_today(
    reports: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a reader of old links that knows the new names only."""
    monkeypatch.setitem(RENAMED_KEYS, "town", "city")
    monkeypatch.setitem(RENAMED_KEYS, "seen_on", "known_on")
    monkeypatch.setitem(RENAMED_VALUES, ("city", "alma-ata"), "almaty")
    read = read_address("map", {"town": ["alma-ata"], "city": ["aktau"], "seen_on": ["2022-01-10"]}, reports)
    assert read.selection == Selection(city=("aktau", "almaty"), known_on="2022-01-10")
    assert read.day == "2022-01-10"
    assert read.notices == ()


@pytest.mark.parametrize("path", VIEWS)
def test_a_key_that_changes_nothing_any_more_is_left_out_in_silence(reports: Archive, path: str) -> None:
    """Guards against an old link to the lists of the map that calls its own key a mistake, or hands it on."""
    read = read_address(path, {"list": ["distances"], "city": ["almaty"]}, reports)
    assert read.notices == ()
    assert read.address.to_query() == {"city": ["almaty"]}
    assert not REMOVED_KEYS & (set(KEYS) | VIEW_KEYS | STORY_KEYS | RENAMED_KEYS.keys())


@pytest.mark.parametrize(
    "key", ["embed", "embed_options", "fbclid", "utm_source", "UTM_Campaign", "gclid", "mc_eid", "_hsenc", "ref_src"]
)
def test_what_carries_a_link_is_no_mistake_and_is_not_handed_on(reports: Archive, key: str) -> None:
    """Guards against a link from a newsletter or in a frame that is told to its reader as broken."""
    read = read_address("map", {key: ["x"], "city": ["almaty"]}, reports)
    assert read.notices == ()
    assert read.address.to_query() == {"city": ["almaty"]}


def test_no_key_of_ours_counts_as_a_carriers() -> None:
    """Guards against a filter that is dropped in silence because an advertiser uses its name."""
    assert not [key for key in {*KEYS, *VIEW_KEYS, *STORY_KEYS, *RENAMED_KEYS} if is_foreign(key)]


def test_keys_of_the_presenter_are_somebody_elses(reports: Archive) -> None:
    """Guards against a story's own address being told to the audience as a mistake."""
    read = read_address("", {"story": ["x"], "step": ["1"], "notes": ["1"], "city": ["almaty"]}, reports)
    assert (read.selection, read.notices) == (Selection(city=("almaty",)), ())
    assert read.address.to_query() == {"city": ["almaty"]}


def test_a_reading_before_every_report_shows_nothing_and_tells_nothing(reports: Archive) -> None:
    """Guards against an early day that falls back to all that is known."""
    read = read_address("", {"known_on": ["1999-01-01"]}, reports)
    assert read.notices == ()
    assert queries.articles(read.archive).empty
