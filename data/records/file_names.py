"""Which files of a folder are records or stories, and which only look as if they were."""

import re
from pathlib import Path

from data.records.problems import Problem

NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line breaks, and what stands for bytes that are not UTF-8."""


def files_of_kind(folder: Path, ending: str) -> tuple[list[Path], list[Problem]]:
    """Return the files of a folder with an ending such as “.json” in the order of their names.

    A file whose name is no text, or has the ending in capital letters, is a problem and not returned. A folder that is
    not there has no files. Hidden files are left alone.
    """
    if not folder.is_dir():
        return [], []
    alike = sorted(each for each in folder.iterdir() if each.suffix.lower() == ending and not each.name.startswith("."))
    wrong = {file: wrong_name(file, ending) for file in alike}
    problems = [Problem(file.name, "file name", why) for file, why in wrong.items() if why]
    return [file for file, why in wrong.items() if not why], problems


def wrong_name(file: Path, ending: str) -> str:
    """Return what is wrong with the name of a file that should have an ending; empty if nothing is."""
    if NOT_IN_A_NAME.search(file.name):
        return "has characters that are no text, or control characters; give the file another name"
    return f"ends in “{file.suffix}”; only “{ending}” is read" if file.suffix != ending else ""
