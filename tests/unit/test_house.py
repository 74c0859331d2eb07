"""The rules of the house: which way imports point, what is never written, and whose work is shipped."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATED = {
    ".git", ".hypothesis", ".venv", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", "__pycache__",
    "node_modules", "test-results",
}  # fmt: skip

SCREEN = ("streamlit", "plotly", "pydeck")
ENGINES = ("narwhals", "duckdb", "pyarrow")
ENTRY_POINTS = ("dashboard", "server")
TABLES = ("data.queries", "data.tables", "data.export", "data.records.loader")
"""What a renderer never asks: it is given a view."""

NEVER_IMPORTED: dict[str, tuple[str, ...]] = {
    # room: what no file in it may import, however deep inside a function; from the top of the house down
    "dashboard.py": ("hosting", "publishing", "data", "server", *ENGINES),
    "server.py": ("plotly", "pydeck", "components", "pages", "dashboard", *ENGINES),
    "pages": ("plotly", "pydeck", "publishing", "hosting", "data.figures", *TABLES, *ENTRY_POINTS, *ENGINES),
    "app": ("pydeck", "pages", "hosting", "data.queries", *ENTRY_POINTS, *ENGINES),
    "components": ("pages", "app", "hosting", "publishing", *TABLES, *ENTRY_POINTS, *ENGINES),
    "hosting": ("plotly", "pydeck", "components", "pages", "app", *ENTRY_POINTS, *ENGINES),
    "publishing": (
        *SCREEN, "components", "pages", "app", "hosting", "data.queries", "data.tables", *ENTRY_POINTS, *ENGINES,
    ),
    "data": (*SCREEN, "components", "pages", "app", "hosting", "publishing", *ENTRY_POINTS),
    "fragment": (*SCREEN, "components", "pages", "app", "hosting", "publishing", "data", *ENTRY_POINTS, *ENGINES),
    "tools": (*SCREEN, "components", "pages", "app", "hosting", "publishing", *ENTRY_POINTS, *ENGINES),
    "benchmarks": ("pages", "app", "components", *ENTRY_POINTS),
}  # fmt: skip

ROOMS_OF_DATA = (
    "stories", "views", "workbench", "importing", "drafting", "export", "figures", "wording", "queries", "tables",
    "geo", "records",
)  # fmt: skip
"""From the top down: a room may import those that stand behind it here, and never one before it."""


def source_files(*places: str) -> list[Path]:
    """Python files of folders (and single files) of the repository."""
    found = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if not GENERATED & set(path.parts)]


def imported(source: str) -> Iterator[str]:
    """Every module that a source text imports; `from a import b` gives both a and a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "the house imports by full names"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def is_part_of(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def forbidden(path: str) -> tuple[str, ...]:
    """What the file of that path, from the root of the repository, may not import."""
    room = path.partition("/")[0]
    never = NEVER_IMPORTED[room]
    inner = path.split("/")[1] if path.startswith("data/") else ""
    if inner in ROOMS_OF_DATA:
        never = (*never, *(f"data.{above}" for above in ROOMS_OF_DATA[: ROOMS_OF_DATA.index(inner)]))
    return never


def broken_imports(path: str, source: str) -> set[str]:
    """The imports of a file's source text that its room may not have."""
    never = forbidden(path)
    return {module for module in imported(source) for each in never if is_part_of(module, each)}


@pytest.mark.parametrize(
    ("path", "source", "wrong"),
    [
        ("data/queries/items.py", "import pandas as pd\nfrom data.records.schema import Record", set()),
        ("data/text.py", "def f():\n    import streamlit.components.v1", {"streamlit.components.v1"}),
        ("data/text.py", "from plotly import graph_objects", {"plotly", "plotly.graph_objects"}),
        ("data/text.py", "from components.url import KEY", {"components.url", "components.url.KEY"}),
        ("data/text.py", "import streamlit_like", set()),
        ("data/tables/rows.py", "from data.queries import items", {"data.queries", "data.queries.items"}),
        ("data/queries/items.py", "from data.tables.rows import rows", set()),
        ("data/views/map.py", "import data.stories.loader", {"data.stories.loader"}),
        ("components/url.py", "from data.views.address import Selection", set()),
        ("components/url.py", "from data import queries", {"data.queries"}),
        ("components/url.py", "import data.export", {"data.export"}),
        ("pages/map.py", "import streamlit as st\nfrom data.views.map import MapView", set()),
        ("pages/map.py", "import plotly.graph_objects as go", {"plotly.graph_objects"}),
        ("publishing/first_page.py", "from data import queries", {"data.queries"}),
        (
            "publishing/__main__.py",
            "from data.tables.archive import open_archive",
            {"data.tables.archive", "data.tables.archive.open_archive"},
        ),
    ],
)
def test_the_rule_itself_tells_good_imports_from_bad(path: str, source: str, wrong: set[str]) -> None:
    """Guards the next test against a rule that lets everything pass, or that forbids what is fine."""
    assert broken_imports(path, source) == wrong


@pytest.mark.parametrize("room", NEVER_IMPORTED)
def test_imports_point_one_way(room: str) -> None:
    """Guards against data that needs a screen, renderers that query, and rooms that lean on those above them."""
    files = source_files(room)
    assert files
    wrong = {
        path: modules
        for path, modules in (
            (file.relative_to(ROOT).as_posix(), broken_imports(file.relative_to(ROOT).as_posix(), file.read_text()))
            for file in files
        )
        if modules
    }
    assert wrong == {}


def test_every_room_has_a_rule() -> None:
    """Guards against a new folder or loose file whose imports nobody looks at."""
    folders = {path.parent.relative_to(ROOT).parts[0] for path in source_files(".") if path.parent != ROOT}
    loose = {path.name for path in ROOT.glob("*.py")}
    assert (folders | loose) - {"tests", "docs"} == set(NEVER_IMPORTED)
    of_data = {path.name for path in (ROOT / "data").iterdir() if any(path.glob("*.py"))}
    assert of_data == set(ROOMS_OF_DATA)


LONGEST = 320
"""Lines of a module: a longer one has two subjects."""
MOST_PARAMETERS = 6


@pytest.mark.parametrize("path", source_files(*NEVER_IMPORTED), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_has_one_subject_and_a_function_few_parameters(path: Path) -> None:
    """Guards against modules that nobody reads to the end, and calls whose arguments nobody can tell apart."""
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST
    functions = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef)]
    own = ("self", "cls")
    wide = {
        each.name
        for each in functions
        if len([a for a in (*each.args.args, *each.args.kwonlyargs) if a.arg not in own]) > MOST_PARAMETERS
    }
    assert wide == set()


def untyped_rows(source: str) -> list[int]:
    """The lines on which a source text reads a frame as rows without naming their type."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if ast.unparse(call.func) in ("rows", "queries.rows") and len(call.args) + len(call.keywords) < 2
    ]


@pytest.mark.parametrize(
    ("source", "lines"),
    [("rows(frame)", [1]), ("x = 1\nqueries.rows(frame)", [2]), ("rows(frame, ClaimRow)", []), ("other.rows(a)", [])],
)
def test_the_rule_itself_sees_rows_without_a_type(source: str, lines: list[int]) -> None:
    """Guards the next test against seeing nothing."""
    assert untyped_rows(source) == lines


@pytest.mark.parametrize("room", NEVER_IMPORTED)
def test_every_row_that_the_code_reads_has_a_type(room: str) -> None:
    """Guards against `row["asserted_by_nam"]` passing the type checker."""
    found = {file.name: untyped_rows(file.read_text("utf-8")) for file in source_files(room)}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_data_can_be_used_without_a_screen_and_without_an_engine_it_was_not_asked_for() -> None:
    """Guards against the command line and scripts paying for Streamlit, and everyone for DuckDB."""
    program = (
        "import sys, data.export.files, data.__main__, data.tables.archive\n"
        "from data import queries\n"
        "queries.facets(data.tables.archive.archive_from_records())\n"
        "print(*sorted({'streamlit', 'plotly', 'pydeck', 'duckdb'} & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert finished.stdout.split() == []


SHOWN = ("dashboard.py", "server.py", "app/frame.py", "pages", "components", "hosting", "publishing")


def never_written(source: str) -> set[str]:
    """What a source text of the app uses although it is unsafe, deprecated or slow there."""
    tree = ast.parse(source)
    keywords = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    modules = {each for each in imported(source) if is_part_of(each, "plotly.express")}
    return (keywords & {"unsafe_allow_html", "use_container_width"}) | modules


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("st.markdown('x', unsafe_allow_html=True)", {"unsafe_allow_html"}),
        ("st.plotly_chart(figure, use_container_width=True)", {"use_container_width"}),
        ("import plotly.express as px", {"plotly.express"}),
        ("from plotly import express", {"plotly.express"}),
        ("st.plotly_chart(figure, width='stretch')  # not use_container_width", set()),
        ("import plotly.graph_objects as go", set()),
    ],
)
def test_what_is_never_written_is_seen_where_it_is_written(source: str, found: set[str]) -> None:
    """Guards the next test against seeing nothing, or comments."""
    assert never_written(source) == found


@pytest.mark.parametrize("path", source_files(*SHOWN), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_app_writes_no_raw_html_and_nothing_deprecated_or_slow(path: Path) -> None:
    """Guards against text of an article being run as HTML, and against plotly.express, which is slow to import."""
    assert never_written(path.read_text("utf-8")) == set()


def enters_first(source: str) -> bool:
    """Whether a page's script does nothing before `view = enter(…)` but import."""
    module = ast.parse(source)
    statements = module.body[ast.get_docstring(module) is not None :]
    first = next((each for each in statements if not isinstance(each, ast.Import | ast.ImportFrom)), None)
    return first is not None and ast.unparse(first).startswith("view = enter(")


@pytest.mark.parametrize(
    ("source", "enters"),
    [
        ('"""A page."""\nimport streamlit as st\nview = enter(MapView)\nst.title(view.title)', True),
        ("view = enter(MapView)", True),
        ('"""A page."""\nimport streamlit as st\nst.title("Map")\nview = enter(MapView)', False),
        ('"""A page."""\nshown = 20\nview = enter(MapView)', False),
        ('"""A page."""\nimport streamlit as st', False),
    ],
)
def test_a_page_that_does_not_enter_first_is_seen(source: str, enters: bool) -> None:
    """Guards the next test against a rule that lets every page pass."""
    assert enters_first(source) == enters


@pytest.mark.parametrize("path", source_files("pages"), ids=lambda path: path.name)
def test_a_page_first_enters_through_the_frame(path: Path) -> None:
    """A server that has no visitor yet runs the page's script alone: without `enter` it would have no frame."""
    assert enters_first(path.read_text("utf-8"))


OUR_OWN = {"favicon.ico", "favicon.svg", "phone.js", "share.js", "stage.js", "story.js"}
"""Made for this project; under the licence of the code."""


def shipped_data() -> list[Path]:
    """Files that were made from somebody else's data."""
    folders = [ROOT / "data" / "geo", ROOT / "static"]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in found if path.suffix not in (".py", ".pyc", ".md") and path.name not in OUR_OWN]


LICENCE = re.compile(r"CC BY|CC0|public domain|MIT|ODbL|OFL", re.IGNORECASE)


@pytest.mark.parametrize("path", shipped_data(), ids=lambda path: path.name)
def test_a_shipped_file_is_named_with_its_licence_in_a_readme(path: Path) -> None:
    """Guards against shipping somebody's work without saying whose it is and under which terms."""
    readmes = [ROOT / "README.md", ROOT / "data" / "geo" / "README.md", ROOT / "static" / "README.md"]
    lines = [line for readme in readmes if readme.is_file() for line in readme.read_text("utf-8").splitlines()]
    naming = [line for line in lines if path.name in line]
    assert any(LICENCE.search(line) for line in naming), f"{path.name} stands without a licence in: {naming}"


def test_there_is_data_whose_licence_is_checked() -> None:
    """Guards the test above against looking in the wrong folders."""
    assert {"gazetteer.csv", "basemap.geojson"} <= {path.name for path in shipped_data()}


ONE_MACHINE = re.compile(r"(?<![\w./~-])/(?:home|Users|root|work)/[\w.-]+|[A-Z]:\\Users\\")
TEXT_FILES = {".py", ".md", ".toml", ".json", ".yaml", ".yml", ".txt", ".in", ".cfg", ".sh", ".html", ".csv", ""}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("open('/home/" + "ana/articles')", True),
        ("PATH = /Users/" + "ana/x", True),
        ("C:\\Users\\" + "ana", True),
        ("https://ledger.example/home/page", False),
        ("tests/work/list", False),
        ("/usr/bin/env", False),
    ],
)
def test_a_path_of_one_machine_is_told_from_other_paths(text: str, is_one: bool) -> None:
    """Guards the next test against seeing nothing, or addresses and folders of the repository."""
    assert bool(ONE_MACHINE.search(text)) == is_one


def test_no_file_names_a_path_of_one_machine() -> None:
    """Guards against code and pages that only work where they were written."""
    found = {}
    looked_at = 0
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        if GENERATED & set(inside.parts) or path.suffix not in TEXT_FILES or not path.is_file():
            continue
        looked_at += 1
        if match := ONE_MACHINE.search(path.read_text("utf-8", errors="replace")):
            found[inside.as_posix()] = match.group()
    assert looked_at > 40
    assert found == {}


@pytest.mark.parametrize("path", source_files("tests"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_test_waits_by_the_clock(path: Path) -> None:
    """Guards against tests that are slow on a fast machine and red on a slow one."""
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    waiting = [ast.unparse(call) for call in calls if ast.unparse(call).endswith(("sleep", "wait_for_timeout"))]
    assert waiting == []
