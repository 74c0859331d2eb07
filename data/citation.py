"""From an item to its place in the article: links with text fragments, and references to copy."""

import datetime as dt
from typing import Any
from urllib.parse import quote as percent_encoded

LONGEST_WHOLE_FRAGMENT = 8
"""Words up to which a fragment gives the passage whole; a longer one is given by its first and last four words,
which still matches where the page breaks lines or marks differently in between."""


def source_link(url: str, *, exact: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """A link that opens the article at the words of an anchor.

    Follows the WICG Scroll to Text Fragment draft: `#:~:text=[prefix-,]start[,end][,-suffix]`.
    """
    words = exact.split()
    long = len(words) > LONGEST_WHOLE_FRAGMENT
    middle = [" ".join(words[:4]), " ".join(words[-4:])] if long else [exact]
    parts = [f"{_encoded(prefix)}-"] if prefix and prefix.strip() else []
    parts += [_encoded(part) for part in middle]
    parts += [f"-{_encoded(suffix)}"] if suffix and suffix.strip() else []
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def _encoded(text: str | None) -> str:
    """Percent-encoded; the dash too, since it separates the parts of a fragment."""
    return percent_encoded((text or "").strip(), safe="").replace("-", "%2D")


def reference(article: dict[str, Any]) -> str:
    """An article as a reference in one line: publisher, headline, date, who republished it, address.

    `article` needs headline, publisher, republished_by, date_published and url. Authors are named only where known.
    """
    day = dt.date.fromisoformat(article["date_published"])
    parts = [
        article.get("authors"),
        f"“{article['headline']}”",
        article["publisher"],
        f"{day.day} {day:%B %Y}",
        f"republished by {article['republished_by']}" if article.get("republished_by") else None,
        article["url"],
    ]
    return ", ".join(part for part in parts if part) + "."


def quotation_reference(row: dict[str, Any], article: dict[str, Any]) -> str:
    """A quotation ready to be pasted: its words, who said them and how, and the article's reference.

    Several pieces of one utterance stand each in its marks. An indirect statement says that the words are ours.
    """
    if row["contents"]:
        words = " ".join(f"“{piece}”" for piece in row["contents"].split("\n"))
    else:
        words = f"{row['paraphrase']} (reported speech, in the words of this record)"
    return f"{words} — {row['speaker_name']}, {row['cue']}. {reference(article)}"
