"""Phrases for the source of a statement: the asserter, the recipient, a hedge, the publisher. Used by all renderers.

All functions return plain text, and an empty string if the source states nothing.
"""

from data.tables.rows import ArticleRow, ClaimRow, EventRow, FactRow


def asserter_of(claim: ClaimRow) -> str:
    """Return a figure's asserter, speaker and channel: “Police (Saltanat Azirbek, state news channel Khabar-24)”."""
    by = ", ".join(part for part in (claim["spoken_by"], claim["via"]) if part)
    return f"{claim['asserted_by_name']}{f' ({by})' if by else ''}"


def recipient_of(claim: ClaimRow) -> str:
    """Return the recipient of a statement: “told to Al Jazeera”."""
    return f"told to {claim['told_to']}" if claim["told_to"] else ""


def according_to(claim: ClaimRow) -> str:
    """Return asserter and recipient: “According to the interior ministry (state TV), told to Reuters”."""
    return ", ".join(part for part in (f"According to {asserter_of(claim)}", recipient_of(claim)) if part)


def hedge(row: EventRow | ClaimRow | FactRow) -> str:
    """Return the article's hedge as a sentence: “The article hedges: “appeared to”.”."""
    return f"The article hedges: “{row['hedge']}”." if row["hedge"] else ""


def republication_notes(article: ArticleRow) -> list[str]:
    """Return who republished an article and where it was read: “republished by A”, “read at B”; each only if known."""
    republished, read_at = article.get("republished_by"), article.get("read_at")
    return [*([f"republished by {republished}"] if republished else []), *([f"read at {read_at}"] if read_at else [])]


def publisher_of(row: ArticleRow | ClaimRow) -> str:
    """Return the publisher of a report and where it was read: “CBC (read at webjosh.com)”."""
    way = f" (read at {row['read_at']})" if row["read_at"] else ""
    return f"{row['publisher']}{way}"
