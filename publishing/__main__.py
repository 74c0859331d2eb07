"""The command line: python -m publishing snapshot, and python -m publishing one-page."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from data.export.command_line import add_selection_flags, archive_or_exit, selection_query
from data.files import write_atomically, write_utf8
from data.views.base import Reading
from data.views.reading import read_address
from data.views.registry import BY_NAME, view_of
from publishing.snapshot.one_page import one_page
from publishing.snapshot.page import snapshot

ALL_PAGES = "all"
"""The value of `--page` for the file of all pages."""


def write_snapshot(arguments: argparse.Namespace) -> int:
    """Write a view as one self-contained HTML file, atomically. Return the exit status.

    Raises SystemExit with a message if the records cannot be read, a filter is wrong or the file cannot be written.
    """
    alone = arguments.page != ALL_PAGES
    return _write(arguments, snapshot(_reading(arguments, arguments.page if alone else "overview"), page_alone=alone))


def write_one_page(arguments: argparse.Namespace) -> int:
    """Write a page as one sheet of A4, as `write_snapshot` does. Its link and code need PUBLIC_URL."""
    reading = _reading(arguments, arguments.page)
    site = os.environ.get("PUBLIC_URL", "")
    return _write(arguments, one_page(view_of(reading), permalink=reading.permalink(site) if site else ""))


def _reading(arguments: argparse.Namespace, page: str) -> Reading:
    reading = read_address(BY_NAME[page].path, selection_query(arguments), archive_or_exit())
    if reading.notices:
        sys.exit("\n".join(reading.notices))
    return reading


def _write(arguments: argparse.Namespace, html: str) -> int:
    page = html.encode("utf-8", "replace")
    try:
        write_atomically(arguments.out, page)
    except OSError as error:
        sys.exit(f"{arguments.out} cannot be written: {error.strerror or error}")
    print(f"{arguments.out}: {len(page) / 1000:,.0f} kB")
    return 0


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m publishing", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    whole = commands.add_parser("snapshot", help="write a view as one HTML file that needs no network and no script")
    whole.add_argument("--page", choices=(ALL_PAGES, *BY_NAME), default=ALL_PAGES, help="all pages (default), or one")
    whole.set_defaults(write=write_snapshot)
    sheet = commands.add_parser("one-page", help="write a page as one sheet of A4, with its link as a QR code")
    sheet.add_argument("--page", choices=tuple(BY_NAME), default="overview", help="the page (default: overview)")
    sheet.set_defaults(write=write_one_page)
    for command in (whole, sheet):
        command.add_argument("--out", type=Path, required=True, metavar="FILE.html")
        add_selection_flags(command)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    write_utf8()
    arguments = parser().parse_args(argv)
    written: int = arguments.write(arguments)
    return written


if __name__ == "__main__":
    sys.exit(main())
