"""The Selection keys as flags of a command line."""

import argparse

from data.queries.renamed import RENAMED_KEYS
from data.queries.selection import KEYS


def add_selection_flags(command: argparse.ArgumentParser) -> None:
    """Add a flag for each Selection key; a key's earlier name works as well and is not shown in the help."""
    for key in KEYS:
        command.add_argument(_flag(key), dest=key, action="append", help="as in the page's address")
    for old_key, key in RENAMED_KEYS.items():
        command.add_argument(_flag(old_key), dest=key, action="append", help=argparse.SUPPRESS)


def selection_query(arguments: argparse.Namespace) -> dict[str, list[str]]:
    """Return the Selection keys that were given as flags, as `parse_selection` takes them."""
    return {key: values for key in KEYS if (values := getattr(arguments, key))}


def _flag(key: str) -> str:
    return f"--{key.replace('_', '-')}"
