"""The command line: python -m publishing snapshot."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.export.command_line import add_selection_flags, archive_or_exit, selection_query
from data.files import write_atomically, write_utf8
from data.views.reading import read_address
from publishing.snapshot.page import snapshot


def write_snapshot(arguments: argparse.Namespace) -> int:
    """Write a view as one self-contained HTML file, atomically. Return the exit status.

    Raises SystemExit with a message if the records cannot be read, a filter is wrong or the file cannot be written.
    """
    archive = archive_or_exit()
    reading = read_address("", selection_query(arguments), archive)
    if reading.notices:
        sys.exit("\n".join(reading.notices))
    page = snapshot(reading).encode("utf-8", "replace")
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
    command = commands.add_parser("snapshot", help="write a view as one HTML page that needs no network and no script")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.html")
    add_selection_flags(command)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    write_utf8()
    return write_snapshot(parser().parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())
