"""A bar in one line of a terminal that shows how much of a long task is done."""

import sys

WIDTH = 20
"""Characters of the bar."""


def show_bar(done: int, total: int, words: str = "") -> None:
    """Draw how much is done, with words behind it, over the bar of before; nothing where nobody watches."""
    if sys.stderr.isatty():
        filled = min(WIDTH, WIDTH * done // total)
        end = "\n" if done == total else ""
        print(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {words}", end=end, file=sys.stderr, flush=True)
