"""Run the command line as somebody types it: in this process, which has the imports already, or in one of its own."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

import data.__main__
import publishing.__main__
from tests.conftest import ROOT

OURS = ("ARCHIVE", "ARTICLES", "ARTICLE_TEXTS", "GEOCODER", "NOMINATIM_USER_AGENT", "STORIES")
MAIN = {"data": data.__main__.main, "publishing": publishing.__main__.main}


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: object, package: str = "data", **environment: object) -> Finished:
    """`python -m PACKAGE …` in the repository, without settings of whoever runs the tests.

    What nobody caught is raised here, where a reader would see a traceback.
    """
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patched, chdir(ROOT), redirect_stdout(out), redirect_stderr(err):
        for name in OURS:
            patched.delenv(name, raising=False)
        for name, value in environment.items():
            patched.setenv(name, str(value))
        try:
            status = MAIN[package]([str(each) for each in arguments])
        except SystemExit as exit_:
            if isinstance(exit_.code, str):  # what Python prints and turns into a 1 at the end of a process
                print(exit_.code, file=sys.stderr)
            status = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    return Finished(status, out.getvalue(), err.getvalue())


def run_process(*arguments: object, package: str = "data", **environment: object) -> Finished:
    """The same in a process of its own: two seconds of imports, for what only a process can show."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    finished = subprocess.run(
        [sys.executable, "-m", package, *map(str, arguments)],
        cwd=ROOT,
        env=kept | {"PYTHONIOENCODING": "utf-8"} | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in finished.stderr, finished.stderr
    return Finished(finished.returncode, finished.stdout, finished.stderr)
