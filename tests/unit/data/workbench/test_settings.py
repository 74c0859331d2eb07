"""Settings of the workbench: what is read, and what is refused when the server starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.workbench.settings import check_settings, editors, report_to, workbench_folder
from tests.unit.test_house import ROOT


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORKBENCH", "EDITORS", "REPORT_TO"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_setting_there_is_no_workbench_and_nobody_edits() -> None:
    """Guards against a public dashboard that anybody may write to."""
    assert (workbench_folder(), editors(), report_to()) == (None, frozenset(), None)
    check_settings()


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Guards against a workbench in the folder that the server was started in."""
    monkeypatch.setenv("WORKBENCH", value)
    assert workbench_folder() is None


def test_editors_are_separated_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against an editor who is shut out by a space or a capital letter."""
    monkeypatch.setenv("EDITORS", " Ana@News.example,zoe@news.example\n max@news.example, ")
    assert editors() == {"ana@news.example", "zoe@news.example", "max@news.example"}


@pytest.mark.parametrize("value", ["ana", "ana@news.example; zoe", "<ana@news.example>", "@"])
def test_what_is_no_mail_address_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Guards against a slip that shuts everybody out without a word."""
    monkeypatch.setenv("EDITORS", value)
    with pytest.raises(ValueError, match=r"EDITORS has “.*”, which is no mail address"):
        check_settings()


@pytest.mark.parametrize("value", ["mailto:desk@news.example", "https://news.example/report?from=dashboard"])
def test_readers_report_to_a_mail_address_or_a_page(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Guards against a newsroom's address being refused."""
    monkeypatch.setenv("REPORT_TO", value)
    assert report_to() == value


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)", "http://news.example", "desk@news.example", "mailto:", "https:", "https://",
        "data:text/html,x", 'https://news.example/"onclick="x', "https://a b", " JAVASCRIPT:x", "mailto:a@b c",
        "https://desk@news.example", "//news.example", "mailto:a@b\njavascript:x",
    ],
)  # fmt: skip
def test_any_other_address_for_reports_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Guards against a link on every page that runs a script, or leads nowhere."""
    monkeypatch.setenv("REPORT_TO", value)
    with pytest.raises(ValueError, match="REPORT_TO is “"):
        check_settings()


def test_a_workbench_that_is_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Guards against an error at the first draft that somebody saves."""
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("WORKBENCH", str(tmp_path / "file"))
    with pytest.raises(ValueError, match="which is no folder"):
        check_settings()


def test_a_server_with_a_wrong_setting_says_so_and_does_not_start() -> None:
    """Guards against a server that runs, and whose link for reports does something else."""
    started = subprocess.run(
        [sys.executable, "server.py"],
        cwd=ROOT,
        env=os.environ | {"REPORT_TO": "javascript:x"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert started.returncode == 1
    assert started.stderr.strip().splitlines()[-1].startswith("REPORT_TO is “javascript:x”; it may be")
    assert "Traceback" not in started.stderr
