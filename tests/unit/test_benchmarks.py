"""The benchmarks' own parts: synthetic records, the arithmetic of the table, the files, what stands on the
plain pages. Nothing is timed."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.results import Row, Sample, as_markdown, summarise, table, write
from benchmarks.scaled import new_questions, write_scaled
from benchmarks.sessions import PAGES, percentile
from data import queries
from data.records.loader import load_records
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on

ROOT = Path(__file__).parents[2]
BYTES = Row("Bytes", "MB", 0.45)
SPEED = Row("Reruns per second", "1/s", 3.0, higher_is_better=True)


def test_scaled_records_are_sound_and_as_many_as_asked_for(tmp_path: Path) -> None:
    files = write_scaled(tmp_path, events=90, quotes=80)
    loaded = load_records([tmp_path])
    assert loaded.problems == ()
    assert len(loaded.records) == files == len(list(tmp_path.glob("*.json")))
    assert sum(len(record.events) for record in loaded.records) == 90
    assert sum(len(record.quotes) for record in loaded.records) == 80


def test_scaled_records_say_that_they_are_synthetic(tmp_path: Path) -> None:
    write_scaled(tmp_path, events=90, quotes=80)
    for file in tmp_path.glob("synthetic-*.json"):
        article = json.loads(file.read_text("utf-8"))["article"]
        assert article["headline"].startswith("Synthetic")
        assert article["publisher"].startswith("Synthetic")


def test_scaled_records_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_scaled(tmp_path / name, events=90, quotes=80)
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("first", "second")
    )
    assert first == second


def test_no_question_is_asked_twice_and_each_finds_something(archive: Archive) -> None:
    asked = new_questions(archive)
    assert len(set(asked)) == len(asked) >= 54
    for selection in asked[:12]:
        assert len(queries.events(archive, selection)) + len(queries.quotes(archive, selection)) > 0


def test_questions_stand_on_scaled_records_too(archive: Archive, tmp_path: Path) -> None:
    write_scaled(tmp_path, events=90, quotes=80)
    scaled = archive_from_records(tmp_path)
    for facet in ("city", "actor"):
        assert archive.known_values[facet] <= scaled.known_values[facet]


def test_a_line_holds_medians_and_the_spread_of_each_rounds_own_ratio() -> None:
    line = summarise(BYTES, [Sample(3, 10), Sample(4, 20), Sample(5, 10)])
    assert (line.ours, line.base) == (4, 10)
    assert (line.lowest, line.ratio, line.highest) == pytest.approx((0.2, 0.3, 0.5))


@pytest.mark.parametrize(
    ("row", "sample", "met"),
    [
        (BYTES, Sample(45, 100), True),
        (BYTES, Sample(46, 100), False),
        (SPEED, Sample(30, 10), True),
        (SPEED, Sample(29, 10), False),
        (Row("For comparison", "MB", None), Sample(9, 1), None),
        (BYTES, Sample(1, 0), False),
    ],
)
def test_a_target_is_met_on_its_side_of_the_ratio(row: Row, sample: Sample, met: bool | None) -> None:
    assert summarise(row, [sample]).met is met


def test_a_ratio_to_nothing_is_no_number() -> None:
    assert math.isnan(Sample(1, 0).ratio)


def test_the_table_marks_what_was_missed() -> None:
    met, missed = table([summarise(BYTES, [Sample(4, 10)]), summarise(SPEED, [Sample(2, 1)])]).splitlines()[2:]
    assert met.endswith("| ≤ 0.45 | met |")
    assert missed.endswith("| ≥ 3 | **missed** |")


def test_the_results_file_has_the_promised_shape(tmp_path: Path) -> None:
    lines = [summarise(BYTES, [Sample(4, 10), Sample(5, 10)]), summarise(SPEED, [Sample(2, 0)])]
    write(lines, machine={"CPU": "a small one"}, rounds=2, folder=tmp_path)
    kept = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert kept["rounds"] == 2
    assert kept["machine"] == {"CPU": "a small one"}
    for row in kept["rows"]:
        assert row.keys() >= {"name", "ours", "base", "ratio", "target", "higher_is_better", "min", "max"}
    assert kept["rows"][0]["ratio"] == 0.45
    assert kept["rows"][1]["ratio"] is None
    assert (tmp_path / "RESULTS.md").read_text("utf-8") == as_markdown(lines, machine=kept["machine"], rounds=2)


def test_percentile_is_a_measured_value() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.95) == 5
    assert percentile(list(range(100)), 0.95) == 95


LAST_DAY = "2022-12-20"
PAGES_AND_DAYS = [
    *((page, None) for page in PAGES),
    *((page, LAST_DAY) for page in ("overview", "casualties", "sides")),
]
"""Every page on the day that is shown first; those with figures also on the last day with a report."""


@pytest.mark.usefixtures("packages_searched_once")
@pytest.mark.parametrize(("page", "day"), PAGES_AND_DAYS)
def test_what_a_reader_of_ours_sees_stands_on_the_plain_page(page: str, day: str | None, reports: Archive) -> None:
    """Guards against a plain dashboard that is easy to beat since it shows less: figures, events and quotations."""
    ours = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
    plain = AppTest.from_file(str(ROOT / "benchmarks" / "plain" / "app.py"), default_timeout=30)
    if page != PAGES[0]:
        ours.switch_page(f"pages/{page}.py")
        plain.switch_page(f"app_pages/{page}.py")
    if day:
        ours.query_params["known_on"] = day
        plain.session_state["known_on"] = day
    assert not ours.run().exception
    assert not plain.run().exception
    sections = sections_of(ours)
    linked = words_of_items(set(re.findall(r'data-item="([^"]+)"', sections)), as_known_on(reports, day))
    seen = sorted(set(linked) - set(missing(linked, [text_of_html(sections)])))
    assert len(seen) >= LEAST_SEEN[page]
    assert missing(seen, texts_of(plain)) == []


LEAST_SEEN = {"overview": 40, "timeline": 36, "map": 36, "casualties": 7, "quotes": 18, "sides": 40}
"""Page to the number of words that are read off it at least. Guards the test above against reading nothing."""


def test_a_figure_an_event_and_a_quotation_that_stand_nowhere_are_found_missing() -> None:
    """Guards the test above against seeing nothing: a figure inside a longer number is not that figure."""
    shown = ["3,811 detained", "Interior ministry", "Protests begin in Zhanaozen", "> “We will stay”"]
    assert missing(["3,811", "Protests begin in Zhanaozen", "We will stay"], shown) == []
    assert missing(["811", "3,81", "Protests begin", "We will stay at home"], shown) == [
        "811",
        "3,81",
        "We will stay at home",
    ]


def missing(wanted: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Those of the wanted words that stand in none of the texts, as whole words."""
    text = " ".join(" ".join(shown).split())
    return [
        words
        for words in wanted
        if not re.search(rf"(?<!\w)(?<!\d,){re.escape(' '.join(words.split()))}(?!\w|,\d)", text)
    ]


def sections_of(app: AppTest) -> str:
    """The HTML of all sections of a page of ours, in which everything links to the item that it is from."""
    return "".join(json.loads(node.proto.json)["html"] for node in nodes(app.main) if node.type == "bidi_component")


def text_of_html(source: str) -> str:
    """HTML without its tags, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", source)).split())


def words_of_items(ids: set[str], archive: Archive) -> list[str]:
    """What a reader sees of figures (with who says so), events and quotations; nothing of other items."""
    words = []
    for item_id in sorted(ids):
        match queries.item(archive, item_id):
            case ("claims", claim):
                words += [claim["value_text"], claim["asserted_by_name"]]
            case ("events", event):
                words.append(event["title"])
            case ("quotes", quote):
                words += (quote["contents"] or quote["paraphrase"]).split("\n")
    return words


def texts_of(app: AppTest) -> list[str]:
    """The texts on a page of the plain dashboard: of metrics, Markdown and captions, and the cells of its tables."""
    texts: list[str] = []
    for node in nodes(app.main):
        if node.type in ("markdown", "caption"):
            texts.append(node.value)
        elif node.type == "metric":
            texts += [node.label, node.value]
        elif node.type == "dataframe":
            texts += node.value[list(node.proto.column_order)].map(str).to_numpy().ravel().tolist()
    return texts


def nodes(block: Any) -> Iterator[Any]:
    """All elements and containers below a container."""
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from nodes(child)
