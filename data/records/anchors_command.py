"""The command `python -m data anchors`: check a record's anchors against its article's text, and fill them in."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from data.files import write_atomically
from data.records.anchors import ArticleText, check_record, complete_record, read_text
from data.records.loader import load_records, read_json
from data.records.problems import Problem
from data.records.record_files import articles_folder, record_file


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument(
        "--text", action="append", required=True, metavar="ARTICLE_ID=FILE", help="an article's text; may be repeated"
    )
    command.add_argument("--records", type=Path, help="folder of the records; default: ARTICLES, or data/articles")
    command.add_argument(
        "--fill", action="store_true",
        help="first write what follows from the text: offsets of anchors, text_sha256, paragraph_count",
    )  # fmt: skip


def check_anchors(pairs: Sequence[str], *, folder: Path | None = None, fill: bool) -> int:
    """Check the anchors of records against the articles' texts, and with `fill` first fill them in.

    `pairs` are “ARTICLE_ID=FILE”; `folder` is by default that of the environment. A record of which some anchor cannot
    be filled in is not written, and all such anchors are told. Returns the exit status: 1 if there is a problem. Exits
    with a message if a pair names no record.
    """
    files = [_files_of(pair, folder or articles_folder()) for pair in pairs]
    return 1 if sum(_check(record, text_file, fill=fill) for record, text_file in files) else 0


def _files_of(pair: str, folder: Path) -> tuple[Path, Path]:
    article_id, _, text_file = pair.partition("=")
    usage = f"{pair}: write ARTICLE_ID=FILE, with a record of that article in {folder}"
    if not text_file:
        sys.exit(usage)
    try:
        return record_file(article_id, folder=folder), Path(text_file)
    except ValueError as error:
        sys.exit(f"{usage}: {error}")


def _check(file: Path, text_file: Path, *, fill: bool) -> int:
    """Print the problems of a record and its text, and return their number."""
    try:
        text = read_text(text_file)
        if fill and (problems := _fill(file, text)):
            return _print(problems)
    except UnicodeDecodeError as error:
        print(f"{text_file}: byte {error.start}: is not UTF-8; save the file in that encoding", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{text_file}: {error.strerror}", file=sys.stderr)
        return 1
    loaded = load_records([file])
    found = _print(loaded.problems)
    for record in loaded.records:
        found += _print([Problem(file.name, where, message) for where, message in check_record(record, text)])
        total = sum(len(anchors) for _, anchors in record.anchor_lists())
        print(f"{record.article.id}: {total} anchors checked, {len(record.article.uncoded)} sentences without a record")
    return found


def _fill(file: Path, text: ArticleText) -> list[Problem]:
    """Write what follows from the text into a record, which need not be valid; or return why that cannot be done."""
    read = read_json(file)
    if isinstance(read, Problem):
        return [read]
    record, problems = complete_record(read[1], text)
    if not problems and record != read[1]:
        try:
            write_atomically(file, f"{json.dumps(record, ensure_ascii=False, indent=2)}\n".encode())
        except OSError as error:
            return [Problem(file.name, "file", f"cannot be written: {error.strerror or error}")]
    return [Problem(file.name, where, message) for where, message in problems]


def _print(problems: Sequence[Problem]) -> int:
    for problem in problems:
        print(problem)
    return len(problems)
