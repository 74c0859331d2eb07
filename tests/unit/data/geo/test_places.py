"""`python -m data places`: coordinates for a record's places, from the real gazetteer; only Nominatim is a stand-in."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.geo.countries import country_code
from data.geo.places import containing_places
from data.geo.record_places import Coordinates, with_coordinates
from data.records.loader import ARTICLES, MAX_FILE_SIZE, read_record
from data.records.schema import Place
from data.records.vocabulary import PlaceKind

Json = dict[str, Any]
Run = Callable[..., "Finished"]

KAZAKHSTAN = {"id": "kazakhstan", "name": "Kazakhstan", "kind": "country"}
AKTAU = {"id": "aktau", "name": "Aktau", "kind": "city", "within": "kazakhstan"}
ABAY = {"id": "abay", "name": "Abay", "kind": "city", "within": "kazakhstan"}
TOWER = {"id": "tower", "name": "Bayterek", "kind": "site", "within": "kazakhstan"}
AKTAU_FOUND = {"lat": 43.6611, "lon": 51.1739, "coordinates_source": "GeoNames 610612"}


@dataclass(frozen=True)
class Finished:
    """How the command ended, and its lines."""

    status: int
    lines: list[str]
    errors: str

    def line(self, place_id: str) -> str:
        """The one line on a place."""
        [line] = [line for line in self.lines if line.startswith(f"{place_id} (")]
        return line


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, so that the network can be replaced."""

    def run_places(*arguments: object) -> Finished:
        message = ""
        try:
            status = main(["places", *map(str, arguments)])
        except SystemExit as left:
            status, message = (1, left.code) if isinstance(left.code, str) else (int(left.code or 0), "")
        printed = capsys.readouterr()
        return Finished(status, printed.out.splitlines(), printed.err + message)

    return run_places


@pytest.fixture
def write_places(tmp_path: Path) -> Callable[..., Path]:
    """Writes a draft that has nothing but places, in the layout of the repository's records."""

    def write(*places: object, name: str = "draft.json") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"places": places}, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return path

    return write


def places_in(file: Path) -> list[Json]:
    return json.loads(file.read_text("utf-8"))["places"]


# What is found


def test_every_place_of_a_record_has_a_line_with_what_it_has_and_what_was_found(run: Run, record_json: Json) -> None:
    """Guards against places that are left out, and against coordinates without their country and source."""
    finished = run("aljazeera-2022-01-07")
    assert (finished.status, finished.errors) == (0, "")
    assert [line.split(" (")[0] for line in finished.lines[:-1]] == [place["id"] for place in record_json["places"]]
    assert finished.line("almaty") == (
        "almaty (Almaty): has 43.25249, 76.9115 (GeoNames 1526384); found Almaty, KZ, population 1,977,011: "
        "43.2525, 76.9115 (GeoNames 1526384, CC BY 4.0); agrees"
    )
    assert finished.line("kazakhstan").endswith("has no coordinates; a country gets none, only cities and sites do")
    assert finished.line("almaty-main-square").endswith("sites are looked up only with GEOCODER=nominatim")
    assert finished.lines[-1] == "aljazeera-2022-01-07.json: nothing was written; --fill would write nothing"


def test_nothing_leaves_the_machine_unless_it_is_switched_on(
    run: Run, write_places: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a name of a place that an unpublished report speaks of being sent to a public service."""

    def connect(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", connect)
    monkeypatch.setattr(socket.socket, "connect", connect)
    finished = run(write_places(KAZAKHSTAN, AKTAU, TOWER, {**AKTAU, "id": "nowhere", "name": "Nowhere"}), "--fill")
    assert finished.status == 0
    assert finished.line("nowhere").endswith("not found offline in KZ")


def test_a_place_is_also_found_by_its_other_names(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against a record that uses the name of the day, and the gazetteer another."""
    place = {**AKTAU, "name": "The city on the Caspian", "other_names": ["Ақтау"]}
    assert "found Aktau, KZ" in run(write_places(KAZAKHSTAN, place)).line("aktau")


def test_names_that_lead_to_different_cities_are_a_choice(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against the first of a place's names deciding for all of them."""
    place = {**AKTAU, "other_names": ["Almaty"]}
    assert run(write_places(KAZAKHSTAN, place)).line("aktau").endswith("has no coordinates; 2 matches")


def test_a_misspelt_city_is_not_guessed_but_the_likely_name_is_told(
    run: Run, write_places: Callable[..., Path]
) -> None:
    """Guards against coordinates for a name that is only like another, and against “not found” without help."""
    file = write_places(KAZAKHSTAN, {**AKTAU, "name": "Akttau"})
    assert "not found offline in KZ; did you mean “Aktau”?" in run(file, "--fill").line("aktau")
    assert "lat" not in places_in(file)[1]


def test_the_country_is_found_up_the_ladder_of_places(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against looking only one step up, which would leave Victoria in Seychelles one of five cities."""
    island = {"id": "mahe", "name": "Mahé", "kind": "region", "within": "seychelles"}
    country = {"id": "seychelles", "name": "Seychelles", "kind": "country"}
    file = write_places({"id": "victoria", "name": "Victoria", "kind": "city", "within": "mahe"}, island, country)
    assert "found Victoria, SC" in run(file).line("victoria")


@pytest.mark.parametrize(
    ("country", "reason"),
    [
        (None, "1 match, but the record does not say in which country it lies (within)"),
        ("Ruritania", "1 match, but the code of the country “Ruritania” is not known"),
        ("Uzbekistan", "not found in UZ, where the record places it; 1 match in another country"),
    ],
)
def test_a_city_is_not_taken_where_its_country_is_unknown_or_another(
    run: Run, write_places: Callable[..., Path], country: str | None, reason: str
) -> None:
    """Guards against a pin in the only large city of that name, when a town of that name was meant."""
    above = [{"id": "country", "name": country, "kind": "country"}] if country else []
    city = {"id": "aktau", "name": "Aktau", "kind": "city"} | ({"within": "country"} if country else {})
    file = write_places(city, *above)
    before = file.read_bytes()
    finished = run(file, "--fill")
    assert finished.line("aktau").endswith(reason)
    assert f"left aktau: {reason}" in finished.lines
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("the Netherlands", "NL"),
        ("The Gambia", "GM"),
        ("USA", "US"),
        ("United States", "US"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("South Sudan", "SS"),
        ("Bosnia and Herzegovina", "BA"),
        ("Côte d’Ivoire", "CI"),
        ("Democratic Republic of the Congo", "CD"),
        ("Congo", "CG"),
        ("Kosovo", "XK"),
        ("Borders", None),
        ("Ruritania", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_the_names_that_newspapers_use(name: str, code: str | None) -> None:
    """Guards against the abbreviations of the base map, and against a code for what is no country."""
    assert country_code([name]) == code


def test_a_circle_of_places_ends_where_it_closes() -> None:
    """Guards against a draft with a mistake in `within` that is walked for ever."""
    first = Place(id="a", name="A", kind=PlaceKind.REGION, within="b")
    second = Place(id="b", name="B", kind=PlaceKind.REGION, within="a")
    assert list(containing_places(first, [first, second])) == [second]


@pytest.mark.parametrize(
    ("point", "verdict"),
    [
        ((43.66105, 51.17392), "agrees"),
        ((43.25, 51.17), "differs by 46 km; the city nearest to the record's point is Aktau, KZ"),
        ((51.17, 43.66), "differs by 1,008 km; the city nearest to the record's point is Yelan’, RU"),
    ],
)
def test_coordinates_that_are_there_are_compared_and_never_overwritten(
    run: Run, write_places: Callable[..., Path], point: tuple[float, float], verdict: str
) -> None:
    """Guards against a coder's own coordinates being replaced, and against swapped ones passing unnoticed."""
    own = {"lat": point[0], "lon": point[1], "coordinates_source": "The ministry's map"}
    file = write_places(KAZAKHSTAN, {**AKTAU, **own})
    before = file.read_bytes()
    finished = run(file, "--fill", "--choose", "aktau=610612")
    assert finished.line("aktau").endswith(f"(GeoNames 610612, CC BY 4.0); {verdict}")
    assert "kept aktau: it has coordinates" in finished.lines
    assert file.read_bytes() == before


def test_of_several_matches_the_one_of_the_records_source_is_compared(
    run: Run, write_places: Callable[..., Path]
) -> None:
    """Guards against telling that a place agrees because a namesake happens to lie nearer."""
    own = {"lat": 41.3468, "lon": 68.9504, "coordinates_source": "GeoNames 1526970"}
    assert "differs by 970 km from Abay, KZ" in run(write_places(KAZAKHSTAN, {**ABAY, **own})).line("abay")
    own["coordinates_source"] = "GeoNames 1526973"
    assert (
        run(write_places(KAZAKHSTAN, {**ABAY, **own})).line("abay").endswith("agrees with Abay, KZ (GeoNames 1526973)")
    )


# Several matches


def test_several_matches_are_a_numbered_choice_that_is_not_taken(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against the most populous city of a name being taken for the one that is meant."""
    file = write_places(KAZAKHSTAN, ABAY)
    before = file.read_bytes()
    finished = run(file, "--fill")
    start = finished.lines.index("abay (Abay): has no coordinates; 2 matches")
    assert finished.lines[start + 1 : start + 4] == [
        "  1. Abay, KZ, in the region of Karagandy, population 35,454: 49.6354, 72.8652 (GeoNames 1526970, CC BY 4.0)",
        "  2. Abay, KZ, in the region of Turkistan, population 24,047: 41.3468, 68.9504 (GeoNames 1526973, CC BY 4.0)",
        "  choose with --choose abay=1, or by id: --choose abay=1526970",
    ]
    assert file.read_bytes() == before


@pytest.mark.parametrize("choice", ["2", "1526973"])
def test_a_match_is_chosen_by_its_number_or_its_id(run: Run, write_places: Callable[..., Path], choice: str) -> None:
    """Guards against a choice that is accepted and ignored, or that takes the neighbour."""
    file = write_places(KAZAKHSTAN, ABAY, {**ABAY, "id": "other-abay"})
    finished = run(file, "--fill", "--choose", f"abay={choice}", "--choose", "other-abay=1")
    assert (finished.status, finished.errors) == (0, "")
    assert [place.get("coordinates_source") for place in places_in(file)] == [
        None,
        "GeoNames 1526973",
        "GeoNames 1526970",
    ]


def test_a_city_that_is_not_found_can_be_chosen_by_geonames_id(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against a dead end for a spelling that the gazetteer does not have."""
    file = write_places(KAZAKHSTAN, {**AKTAU, "name": "Aktau on the Caspian"})
    assert "chosen Aktau, KZ" in run(file, "--fill", "--choose", "aktau=610612").line("aktau")
    assert places_in(file)[1]["coordinates_source"] == "GeoNames 610612"


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        (["abay"], "--choose abay: write PLACE_ID=MATCH"),
        (["abay="], "--choose abay=: write PLACE_ID=MATCH"),
        (["abbay=1"], "the record has no place “abbay”; did you mean “abay”?"),
        (["abay=0"], "--choose abay=0: “0” is none of its matches; write a number from 1 to 2 or the GeoNames id"),
        (["abay=3"], "“3” is none of its matches"),
        (["abay=-1"], "“-1” is none of its matches"),
        (["abay=Abay"], "“Abay” is none of its matches"),
        (["abay=1", "abay=2"], "--choose abay=2: 1 was already chosen for abay"),
        (["kazakhstan=1526384"], "there is nothing to choose: a country gets none"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused_and_nothing_is_written(
    run: Run, write_places: Callable[..., Path], choices: list[str], message: str
) -> None:
    """Guards against a mistyped choice that fills in the rest and looks as if it had worked."""
    file = write_places(KAZAKHSTAN, AKTAU, ABAY)
    before = file.read_bytes()
    finished = run(file, "--fill", *(word for choice in choices for word in ("--choose", choice)))
    assert finished.status == 1
    assert message in finished.errors
    assert file.read_bytes() == before


# Filling in


def test_filling_in_writes_three_fields_and_keeps_the_layout(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against a command that loses or reorders what it does not know, or writes digits that it was not given."""
    anchors = [{"paragraph": 4, "exact": "в Актау"}]
    nulls = dict.fromkeys(AKTAU_FOUND)
    file = write_places(KAZAKHSTAN, {**AKTAU, "anchors": anchors}, {**AKTAU, "id": "again", **nulls, "anchors": []})
    finished = run(file, "--fill")
    assert (finished.status, finished.errors) == (0, "")
    assert "filled aktau: 43.6611, 51.1739 (GeoNames 610612)" in finished.lines
    assert "left kazakhstan: a country gets none, only cities and sites do" in finished.lines
    assert finished.lines[-1] == "draft.json: 2 filled, 1 left as they were"
    expected = [
        KAZAKHSTAN,
        {**AKTAU, **AKTAU_FOUND, "anchors": anchors},
        {**AKTAU, "id": "again", **AKTAU_FOUND, "anchors": []},
    ]
    assert file.read_text("utf-8") == json.dumps({"places": expected}, ensure_ascii=False, indent=2) + "\n"
    assert list(file.parent.iterdir()) == [file]


def test_filling_in_twice_changes_nothing(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against fields that are added at every run."""
    file = write_places(KAZAKHSTAN, AKTAU)
    run(file, "--fill")
    once = file.read_bytes()
    assert run(file, "--fill").lines[-1] == "draft.json: 0 filled, 2 left as they were"
    assert file.read_bytes() == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '{"places":[{"id":"a","kind":"city"},{"id":"b","kind":"city","anchors":[{"x":1}]}],"x":1.0e2}',
            '{"places":[{"id":"a","kind":"city"},{"id":"b","kind":"city","lat":1.5,"lon":-2.0,'
            '"coordinates_source":"Map “é”","anchors":[{"x":1}]}],"x":1.0e2}',
        ),
        (
            '\r\n{\r\n\t"places": ["}", {"lon": null, "id" : "b", "anchors": []}]\r\n}\r\n',
            '\r\n{\r\n\t"places": ["}", {"lon": -2.0, "id" : "b", "lat": 1.5, "coordinates_source": "Map “é”", '
            '"anchors": []}]\r\n}\r\n',
        ),
    ],
    ids=["compact", "by hand"],
)
def test_every_other_character_of_the_file_stays(before: str, after: str) -> None:
    """Guards against a file that is laid out anew: its change could not be read any more."""
    assert with_coordinates(before, {1: Coordinates(1.5, -2.0, "Map “é”")}) == after


def test_a_sound_record_is_sound_after_filling_in(
    run: Run, small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against a record that the dashboard showed before its places were looked up, and not after."""
    [anchor] = small_record["places"][0]["anchors"]
    small_record["places"] += [{**place, "anchors": [anchor]} for place in (KAZAKHSTAN, AKTAU)]
    file = write_record(small_record)
    before, problems = read_record(file)
    assert before is not None, problems
    assert run(file, "--fill").status == 0
    after, problems = read_record(file)
    assert after is not None, problems
    assert after.places[-1].coordinates_source == "GeoNames 610612"
    assert after.places[:-1] == before.places[:-1]
    assert after.model_copy(update={"places": before.places}) == before


def test_a_file_that_cannot_be_written_is_told_and_stays_as_it_was(
    run: Run, write_places: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a traceback, and against half a record, on a full disk."""
    file = write_places(KAZAKHSTAN, AKTAU)
    before = file.read_bytes()
    write = Path.write_bytes

    def write_half(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    finished = run(file, "--fill")
    assert finished.status == 1
    assert f"{file} cannot be written: No space left on device" in finished.errors
    assert not any(line.startswith("filled") for line in finished.lines)
    assert (file.read_bytes(), list(file.parent.iterdir())) == (before, [file])


def test_a_read_only_file_is_not_replaced(
    run: Run, write_places: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against a protected record being written all the same, because its folder can be."""
    file = write_places(KAZAKHSTAN, AKTAU)
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everything
    finished = run(file, "--fill")
    assert finished.status == 1
    assert f"{file} cannot be written: it is read-only" in finished.errors
    assert "lat" not in places_in(file)[1]


def test_a_link_and_permissions_survive_filling_in(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against a link that becomes a copy, and a record that its newsroom's group can no longer read."""
    file = write_places(KAZAKHSTAN, AKTAU)
    file.chmod(0o640)
    link = file.parent / "links" / "latest.json"
    link.parent.mkdir()
    link.symlink_to(file)
    assert run(link, "--fill").status == 0
    assert link.is_symlink()
    assert places_in(file)[1]["lat"] == 43.6611
    assert file.stat().st_mode & 0o777 == 0o640


def test_the_digits_of_other_records_are_taken_where_the_source_is_the_same(
    run: Run, write_places: Callable[..., Path]
) -> None:
    """Guards against two records that differ in the fifth decimal, which the loader refuses as two entities."""
    other = {**AKTAU, "lat": 43.66105, "lon": 51.17392, "coordinates_source": "GeoNames 610612"}
    write_places(KAZAKHSTAN, other, name="earlier.json")
    file = write_places(KAZAKHSTAN, AKTAU)
    finished = run(file, "--fill")
    assert places_in(file)[1] == other
    assert not any("one id is one entity" in line for line in finished.lines)


@pytest.mark.parametrize(
    ("own", "has"),
    [
        ({}, "no coordinates"),
        ({"lat": 1.5, "lon": 2.5, "coordinates_source": "A map"}, "1.5, 2.5 (A map)"),
    ],
)
def test_a_record_that_the_filled_one_would_differ_from_is_named(
    run: Run, write_places: Callable[..., Path], own: Json, has: str
) -> None:
    """Guards against a fill that makes the loader refuse a record, which nobody was told of."""
    write_places(KAZAKHSTAN, {**AKTAU, **own}, name="earlier.json")
    (write_places(name="no-record.json")).write_text("[]", "utf-8")
    file = write_places(KAZAKHSTAN, AKTAU)
    expected = f"aktau: in earlier.json it has {has}; one id is one entity, so make both the same"
    for arguments in ([file], [file, "--fill"]):
        assert expected in run(*arguments).lines


# Which record


@pytest.mark.parametrize("file_name", ["northport-2023-03-01.json", "another-name.json"])
def test_a_record_is_found_by_its_articles_id_in_the_folder_of_the_setting(
    run: Run, small_record: Json, write_record: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, file_name: str
) -> None:
    """Guards against a command that looks into the repository while the newsroom's records lie elsewhere."""
    monkeypatch.setenv("ARTICLES", str(write_record(small_record, file_name).parent))
    finished = run("northport-2023-03-01")
    assert finished.status == 0
    assert finished.lines[-1] == f"{file_name}: nothing was written; --fill would write nothing"


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("aljazeera-2022-01-08", "no article in {articles} has that id; did you mean “aljazeera-2022-01-07”?"),
        ("nowhere/at/all.json", "nowhere/at/all.json is no file, and no article in "),
        ("", " is a folder; name one record in it"),
        ("{tmp_path}", "{tmp_path} is a folder; name one record in it"),
        ("x" * 300, "cannot be read: File name too long"),
    ],
)
def test_what_is_no_record_is_told_with_what_would_be_one(run: Run, tmp_path: Path, record: str, message: str) -> None:
    """Guards against a traceback for a mistyped id, a folder, or a name that no system takes."""
    finished = run(record.format(tmp_path=tmp_path))
    assert (finished.status, finished.lines) == (1, [])
    assert message.format(articles=ARTICLES, tmp_path=tmp_path) in finished.errors


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "draft.json: line 1, column 1: is not JSON: Expecting value"),
        (b'{"places": [', "draft.json: line 1, column 13: is not JSON"),
        ('{"title": "Zoë"}'.encode("latin-1"), "draft.json: byte 13: is not UTF-8; save the file in that encoding"),
        (b"[" * 200_000, "draft.json: file: is not JSON that can be read: nested too deeply"),
        (b"[]", "draft.json: file: is no record; write an object with a list of places"),
        (b"null", "draft.json: file: is no record"),
        (b"{}", "draft.json: places: is missing; a record has a list of places"),
        (b'{"places": null}', "draft.json: places: should be a list of places, not nothing"),
        (b'{"places": "Almaty"}', "draft.json: places: should be a list of places, not “Almaty”"),
        (b'{"places": {"id": "a"}}', "draft.json: places: should be a list of places, not a mapping of keys"),
        (b'{"places": 3}', "draft.json: places: should be a list of places, not “3”"),
        (b" " * (MAX_FILE_SIZE + 1), "draft.json: file: cannot be read: it has more than 20,000,000 bytes"),
    ],
    ids=["empty", "cut off", "latin-1", "deep", "a list", "null", "no places", "null places", "text", "object",
         "number", "too large"],
)  # fmt: skip
def test_a_file_without_a_list_of_places_is_told_in_one_line(
    run: Run, tmp_path: Path, content: bytes, message: str
) -> None:
    """Guards against a traceback, or a file that is written although it was not understood."""
    file = tmp_path / "draft.json"
    file.write_bytes(content)
    finished = run(file, "--fill")
    assert (finished.status, finished.lines) == (1, [])
    assert finished.errors.startswith(message)
    assert len(finished.errors.splitlines()) == 1
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("Almaty", "places[2]: "),
        (None, "places[2]: "),
        ({"id": "x", "kind": "city"}, "places[2] (x).name: is missing and must be given"),
        ({"id": "x", "kind": "city", "name": 7}, "places[2] (x).name: should be text, not “7”"),
        ({"id": "x", "kind": "city", "name": " "}, "places[2] (x).name: "),
        ({"name": "X", "kind": "city"}, "places[2].id: is missing and must be given"),
        ({"id": "x", "name": "X"}, "places[2] (x).kind: is missing and must be given"),
        ({"id": "x", "name": "X", "kind": "town"}, "places[2] (x).kind: “town” is not one of"),
        ({**AKTAU, "id": "x", "other_names": "Aqtau"}, "places[2] (x).other_names: "),
        ({**AKTAU, "id": "x", "lat": 43}, "places[2] (x): lat, lon and coordinates_source stand together"),
        ({**AKTAU, "id": "x", **AKTAU_FOUND, "lat": 143}, "places[2] (x).lat: "),
        (
            {**AKTAU, "id": "x", "within": "kazakstan"},
            "places[2] (x).within: “kazakstan” is not among the record's places; did you mean “kazakhstan”?",
        ),
        ({**AKTAU, "id": "x", "within": "x"}, "places[2] (x).within: “x” is within itself: x → x"),
        ({**AKTAU}, "places[2] (aktau).id: “aktau” is also the id of places[1]; each needs its own"),
        ({"id": "x", "name": "\ud800", "kind": "city"}, "places[2] (x): is not JSON"),
    ],
)
def test_an_unsound_place_is_told_where_it_stands_and_the_others_are_looked_up(
    run: Run, tmp_path: Path, place: object, message: str
) -> None:
    """Guards against a draft whose one mistake hides the rest, and against writing into what was not understood."""
    file = tmp_path / "draft.json"
    file.write_text(json.dumps({"places": [KAZAKHSTAN, AKTAU, place]}), "utf-8")
    before = file.read_bytes()
    finished = run(file, "--fill")
    assert finished.status == 1
    assert f"draft.json: {message}" in finished.errors
    assert "draft.json: nothing was written; first correct its places" in finished.errors
    assert any(line.startswith("aktau (Aktau): has no coordinates; found Aktau, KZ") for line in finished.lines)
    assert file.read_bytes() == before


def test_a_name_cannot_steer_the_terminal_or_make_lines_of_its_own(run: Run, write_places: Callable[..., Path]) -> None:
    """Guards against a record from elsewhere that forges lines of the report."""
    finished = run(write_places({**KAZAKHSTAN, "name": "K\n\x1b[2Jfilled almaty"}))
    assert len(finished.lines) == 2
    assert finished.lines[0].startswith("kazakhstan (K��[2Jfilled almaty): ")


# Nominatim


@pytest.fixture
def online(nominatim: list[Json], monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """What Nominatim is asked, with the switch on."""
    monkeypatch.setenv("GEOCODER", "nominatim")
    return nominatim


def test_a_site_is_looked_up_online_with_its_city_and_country(
    run: Run, write_places: Callable[..., Path], online: list[Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards against the settings that do nothing, a namesake in another city, and more digits than are known."""
    monkeypatch.setenv("NOMINATIM_USER_AGENT", "example-newsroom")
    astana = {"id": "astana", "name": "Astana", "kind": "city", "within": "kazakhstan"}
    file = write_places(KAZAKHSTAN, astana, {**TOWER, "within": "astana"})
    finished = run(file, "--fill")
    assert (finished.status, finished.errors) == (0, "")
    [asked] = online
    assert (asked["query"], asked["country_codes"], asked["featuretype"]) == ("Bayterek, Astana", "KZ", None)
    assert asked["user_agent"] == "example-newsroom"
    assert places_in(file)[2] == {
        **TOWER, "within": "astana",
        "lat": 51.12827, "lon": 71.43049, "coordinates_source": "OpenStreetMap Nominatim, ODbL, way/21",
    }  # fmt: skip


def test_a_city_is_looked_up_online_only_where_the_table_has_none_of_its_names(
    run: Run, write_places: Callable[..., Path], online: list[Json]
) -> None:
    """Guards against sending names away that are known here, and against a street that is named after a city."""
    known = {**AKTAU, "name": "The city on the Caspian", "other_names": ["Aktau"]}
    run(write_places(KAZAKHSTAN, known, {**ABAY, "name": "Bayterek"}))
    assert [(asked["query"], asked["featuretype"]) for asked in online] == [("Bayterek", "city")]


@pytest.mark.parametrize(
    ("place", "reason", "option"),
    [
        ({**TOWER, "name": "Kolsay"}, "2 matches", "  2. Kolsay, Kolsay, Abai Region, Kazakhstan: 50.1, 80.2 ("),
        ({**TOWER, "name": "Michel"}, "1 match, but the record places it in KZ", "  1. Michel, DE, Michel, Hamburg: "),
        ({**TOWER, "name": "The tower"}, "1 match, but under another name", "  1. Bayterek, KZ, Bayterek, Nurzhol"),
        (
            {"id": "tower", "name": "Bayterek", "kind": "site"},
            "1 match, but the record does not say in which country it lies (within)",
            "  1. Bayterek, KZ, Bayterek, Nurzhol Boulevard",
        ),
    ],
)
def test_what_is_found_online_is_a_choice_unless_it_is_alone_and_bears_the_name(
    run: Run, write_places: Callable[..., Path], online: list[Json], place: Json, reason: str, option: str
) -> None:
    """Guards against the first answer of a search engine being taken for the place that the article names."""
    file = write_places(KAZAKHSTAN, place)
    finished = run(file, "--fill")
    assert finished.line("tower").endswith(f"has no coordinates; {reason}")
    assert any(line.startswith(option) for line in finished.lines)
    assert "lat" not in places_in(file)[1]


def test_a_site_that_is_named_like_a_city_is_not_the_city(
    run: Run, write_places: Callable[..., Path], online: list[Json]
) -> None:
    """Guards against a hotel “Aktau” being pinned on the city, because the table is asked first."""
    finished = run(write_places(KAZAKHSTAN, {**TOWER, "name": "Aktau"}))
    assert finished.line("tower").endswith("not found in KZ, neither offline nor by Nominatim")


@pytest.mark.parametrize("choice", ["1", "way/21"])
def test_a_match_from_online_is_chosen_by_number_or_id(
    run: Run, write_places: Callable[..., Path], online: list[Json], choice: str
) -> None:
    """Guards against a choice that is offered and cannot be made."""
    file = write_places(KAZAKHSTAN, {**TOWER, "name": "The tower"})
    run(file, "--fill", "--choose", f"tower={choice}")
    assert places_in(file)[1]["lat"] == 51.12827


def test_a_failure_is_told_for_its_place_and_the_others_go_on(
    run: Run, write_places: Callable[..., Path], online: list[Json]
) -> None:
    """Guards against an outage that reads as “not found”, that is kept, or that takes the other places down."""
    broken = {**TOWER, "id": "broken", "name": "Broken"}
    file = write_places(KAZAKHSTAN, broken, {**broken, "id": "slow", "name": "Slow"}, AKTAU)
    finished = run(file, "--fill")
    assert finished.status == 1
    assert finished.line("broken").endswith("has no coordinates; Nominatim failed: no answer")
    assert finished.line("slow").endswith("has no coordinates; Nominatim did not answer in time")
    assert places_in(file)[3]["coordinates_source"] == "GeoNames 610612"
    run(file)
    assert [asked["query"] for asked in online] == ["Broken", "Slow", "Broken", "Slow"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"GEOCODER": "nominatin"}, 'GEOCODER is "nominatin": leave it unset (offline) or set it to "nominatim"'),
        ({"GEOCODER": "nominatim", "NOMINATIM_USER_AGENT": "Редакция"}, "write it in plain ASCII"),
        ({"GEOCODER": "nominatim", "NOMINATIM_USER_AGENT": "a\nHost: b"}, "write it in plain ASCII"),
        ({"GEOCODER": "nominatim", "NOMINATIM_USER_AGENT": " "}, "write it in plain ASCII"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_before_anything_is_looked_up(
    run: Run, nominatim: list[Json], monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], message: str
) -> None:
    """Guards against a mistyped switch that stays off in silence, and a header that no request can carry."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    finished = run("aljazeera-2022-01-07")
    assert (finished.status, finished.lines, nominatim) == (1, [], [])
    assert message in finished.errors
