"""What command lines that write a Selection share: its keys as flags, and the archive that it is asked of."""

import argparse
import sys
from collections.abc import Sequence

from data.queries.later import later_matches
from data.queries.renamed import RENAMED_KEYS
from data.queries.selection import KEYS, ROW_KEYS, LaterValue, Selection
from data.tables.archive import Archive, open_archive
from data.tables.rows import Table
from data.text import shorten
from data.wording.phrases import count_noun


def archive_or_exit() -> Archive:
    """Return the archive, and print the problems of its records to standard error.

    Raises SystemExit with a message if the records cannot be read.
    """
    try:
        archive = open_archive()
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    for problem in archive.problems:
        print(problem, file=sys.stderr)
    return archive


def add_selection_flags(command: argparse.ArgumentParser, keys: Sequence[str] = KEYS) -> None:
    """Add a flag for each of the keys of a Selection. The earlier name of a key works too, but is not in the help."""
    for key in keys:
        command.add_argument(_flag(key), dest=key, action="append", help="as in the page's address")
    for old_key, key in RENAMED_KEYS.items():
        command.add_argument(_flag(old_key), dest=key, action="append", help=argparse.SUPPRESS)


def selection_query(arguments: argparse.Namespace) -> dict[str, list[str]]:
    """Return the keys that were given as flags with their values, as input for `parse_selection`."""
    return {key: values for key in ROW_KEYS if (values := getattr(arguments, key, None))}


def later_value_message(found: LaterValue) -> str:
    """Return a message about a value that only reports after the day have."""
    day = found.first_day
    return f"{found.key} “{shorten(found.value)}” comes with a report of {day}; ask with {_flag('known_on')} {day}"


def later_rows_message(archive: Archive, table: Table, selection: Selection) -> str:
    """Return how many rows later reports add under the filters, and from which day; empty for none, or no filters."""
    found = later_matches(archive, selection) if selection.is_filtered and not selection.about else None
    if not found or not found.of(table):
        return ""
    rows, first = count_noun(found.of(table), "row"), found.first_day_of(table)
    return f"later reports have {rows} more under these filters, from {first} on; {_flag('known_on')} asks for a day"


def _flag(key: str) -> str:
    return f"--{key.replace('_', '-')}"
