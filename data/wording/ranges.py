"""A range of days in words: how many rows are certainly in it, and what is said of those that only may be."""

from data.queries.row_types import CountRow
from data.queries.selection import Selection


def range_words(selection: Selection) -> str:
    """Return “on that day”, “in those days”, “from that day on” or “by that day”; empty without a range."""
    first, last = selection.date_from, selection.date_to
    if first and last:
        return "on that day" if first == last else "in those days"
    return "from that day on" if first else "by that day" if last else ""


def doubt_words(selection: Selection) -> str:
    """Return what is said of a row that only may be in the range: “may be of that day”; empty without a range."""
    if not selection.has_range:
        return ""
    return f"may be of {'that day' if selection.date_from == selection.date_to else 'those days'}"


def certainty(row: CountRow, selection: Selection) -> str:
    """Return “3 on that day, 2 undated that may be”; empty if all rows are certainly in the range, or without one.

    What is neither undated nor certainly in the range is dated roughly or has a span that is longer than the range.
    """
    if not row["possible"]:
        return ""
    longer = row["possible"] - row["undated"]
    kinds = [f"{row['undated']:,} undated"] if row["undated"] else []
    kinds += [f"{longer:,} of a longer or rough span"] if longer else []
    certain = row["shown"] - row["possible"]
    return f"{f'{certain:,}' if certain else 'none'} {range_words(selection)}, {' and '.join(kinds)} that may be"
