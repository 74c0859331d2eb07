"""The benchmarks' own parts: synthetic records, the arithmetic of the table, the files, the floor. Nothing is timed."""

import json
import math
from collections import Counter
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

ROOT = Path(__file__).parents[2]
OURS_ALONE = {"page_link"}
"""Our links to the pages; the bare app has Streamlit's own menu, which is no element of the page."""

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
        assert row.keys() >= {"name", "ours", "bare", "ratio", "target", "higher_is_better", "min", "max"}
    assert kept["rows"][0]["ratio"] == 0.45
    assert kept["rows"][1]["ratio"] is None
    assert (tmp_path / "RESULTS.md").read_text("utf-8") == as_markdown(lines, machine=kept["machine"], rounds=2)


def test_percentile_is_a_measured_value() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.95) == 5
    assert percentile(list(range(100)), 0.95) == 95


@pytest.mark.usefixtures("packages_searched_once")
@pytest.mark.parametrize("page", PAGES)
def test_the_bare_app_holds_no_more_than_ours(page: str) -> None:
    """A padded floor would be easy to beat: kind by kind, a bare page never has more elements than ours."""
    mine = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    if page != PAGES[0]:
        mine = mine.switch_page(f"pages/{page}.py").run()
    floor = AppTest.from_function(_draw_bare, args=(page,), default_timeout=30).run()
    assert not mine.exception
    assert not floor.exception
    more = _elements(floor) - _elements(mine)
    assert not more, f"the bare page has more of {dict(more)}; lower the numbers in benchmarks/bare/app.py"
    counted = _elements(floor).total(), _elements(mine).total()
    assert counted[0] >= 0.75 * counted[1], (
        f"{counted}: the bare page has much less; raise its numbers, to keep the kinds"
    )


def _draw_bare(page: str) -> None:
    from benchmarks.bare.app import draw

    draw(page)


def _elements(app: AppTest) -> Counter[str]:
    found: Counter[str] = Counter()

    def walk(block: Any) -> None:
        for child in block.children.values():
            found[child.type] += child.type not in OURS_ALONE
            if hasattr(child, "children"):
                walk(child)

    walk(app.main)
    return found
