"""What a user would choose instead of ours: Datasette for the rows, TimelineJS3 for the events, on the same records.

Both are fetched on first use, at the versions in `requirements.txt` and `package-lock.json`, into a folder that Git
ignores, and are served on loopback.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.browser import Chromium
from benchmarks.servers import ROOT, Server, datasette, static_site
from benchmarks.words import dated_events, records
from data import queries
from data.tables.rows import EventRow

HERE = Path(__file__).parent
FETCHED = ROOT / ".cache" / "benchmarks"
FETCH_WITHIN = 600
"""Seconds."""

FIGURES_IN_DATASETTE = "/records/claims"
EVENTS_IN_DATASETTE = "/records/events"
FACET_VALUES = ("security_operation", "protest")
"""Kinds of events that are chosen and dropped in turn."""

METADATA = {
    "title": "Kazakhstan, January 2022",
    "databases": {
        "records": {
            "tables": {
                "claims": {"facets": ["metric", "asserted_by_name", "status"], "sort": "reported_on", "size": 100},
                "events": {"facets": ["kind", "places", "actors"], "sort": "start", "size": 100},
                "quotes": {"facets": ["speaker_name", "quote_type"], "size": 100},
            }
        }
    },
}

TIMELINE_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Kazakhstan, January 2022</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="css/timeline.css"><script src="js/timeline.js"></script></head>
<body><div id="timeline" style="width: 100%; height: 800px"></div>
<script>
const ownFiles = new URL("js/", location.href).toString()
new TL.Timeline("timeline", "events.json", {font: "georgia-helvetica", script_path: ownFiles})
</script></body></html>
"""
"""As TimelineJS's guide has it; with its files from here and the reader's fonts: no benchmark calls another host."""

NOTE_THE_CLICK = (
    "addEventListener('pointerdown', () => sessionStorage.setItem('clickedAt', Date.now()), {capture: true})"
)
SINCE_THE_CLICK = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const clickedAt = Number(sessionStorage.getItem("clickedAt"));
  return page.loadEventEnd > 0 && performance.timeOrigin + page.loadEventEnd - clickedAt;
}"""


@contextmanager
def rows_in_datasette() -> Iterator[Server]:
    """Datasette with a table each for figures, events, quotations and reports."""
    program = fetched_datasette()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_database(folder / "records.db")
        (folder / "metadata.json").write_text(json.dumps(METADATA), "utf-8")
        with datasette(program, folder / "records.db", folder / "metadata.json") as server:
            yield server


@contextmanager
def events_in_timelinejs() -> Iterator[Server]:
    """A page with the dated events in TimelineJS."""
    files = fetched_timelinejs()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(files, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.map", "embed"))
        (folder / "index.html").write_text(TIMELINE_PAGE, "utf-8")
        slides = {"events": [_slide(event) for event in dated_events()]}
        (folder / "events.json").write_text(json.dumps(slides), "utf-8")
        with static_site(folder) as server:
            yield server


def write_database(path: Path) -> None:
    """Write what is known on the day that is shown first into an SQLite file."""
    archive = records()
    tables = {
        "claims": (queries.claims(archive), "item_id"), "events": (queries.events(archive), "item_id"),
        "quotes": (queries.quotes(archive), "item_id"), "articles": (queries.articles(archive), "article_id"),
    }  # fmt: skip
    with closing(sqlite3.connect(path)) as database, database:
        for name, (frame, key) in tables.items():
            columns = ", ".join(f'"{column}"{" PRIMARY KEY" if column == key else ""}' for column in frame.columns)
            database.execute(f'CREATE TABLE "{name}" ({columns})')
            frame.to_sql(name, database, if_exists="append", index=False)


def facet_times(chrome: Chromium, server: Server, *, repeats: int) -> float:
    """Median seconds from pressing the mouse on a value of a facet until the page of its rows has loaded."""
    seconds = []
    with chrome.visitor() as visitor:
        page = visitor.new_page()
        page.add_init_script(NOTE_THE_CLICK)
        for n in range(2 * repeats + 2):
            page.goto(server.url + EVENTS_IN_DATASETTE)
            with page.expect_navigation():
                page.locator(f".facet-results a[href*='kind={FACET_VALUES[n % 2]}']").first.click()
            seconds.append(float(page.wait_for_function(SINCE_THE_CLICK).json_value()) / 1000)
    return median(seconds[2:])


def fetched_datasette() -> Path:
    """The program, installed in an environment of its own if it is not there yet."""
    wanted = (HERE / "requirements.txt").read_text("utf-8")
    folder = FETCHED / "python"
    if not _is_fetched(folder, wanted):
        shutil.rmtree(folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", str(folder))
        _run(str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", "-r", str(HERE / "requirements.txt"))
        _mark(folder, wanted)
    return folder / "bin" / "datasette"


def fetched_timelinejs() -> Path:
    """The folder with its scripts and style sheets, fetched by npm if it is not there yet."""
    wanted = (HERE / "package-lock.json").read_text("utf-8")
    folder = FETCHED / "npm"
    if not _is_fetched(folder, wanted):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder))
        _mark(folder, wanted)
    return folder / "node_modules" / "@knight-lab" / "timelinejs" / "dist"


def _is_fetched(folder: Path, wanted: str) -> bool:
    mark = folder / "fetched.txt"
    return mark.is_file() and mark.read_text("utf-8") == wanted


def _mark(folder: Path, wanted: str) -> None:
    (folder / "fetched.txt").write_text(wanted, "utf-8")


def _run(*command: str) -> None:
    finished = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_WITHIN)
    if finished.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {finished.returncode}:\n{finished.stderr[-2000:]}")


def _slide(event: EventRow) -> dict[str, Any]:
    """An event as TimelineJS has it."""
    return {
        "start_date": _date(event["start"]),
        "end_date": _date(event["end"] or event["start"]),
        "text": {"headline": event["title"], "text": event["summary"]},
        "group": event["kind"],
    }


def _date(iso: str | None) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, (iso or "").split("-")), strict=True))
