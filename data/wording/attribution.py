"""Who says it, to whom, with which doubt, and where it was read: each worded once, for every renderer.

Plain text; an empty string where the source states nothing.
"""

from data.tables.rows import ArticleRow, ClaimRow, EventRow, FactRow


def asserter_of(claim: ClaimRow) -> str:
    """Who says a figure, through whom and by what way: “Police (Saltanat Azirbek, state news channel Khabar-24)”."""
    by = ", ".join(part for part in (claim["spoken_by"], claim["via"]) if part)
    return f"{claim['asserted_by_name']}{f' ({by})' if by else ''}"


def recipient_of(claim: ClaimRow) -> str:
    """“told to Al Jazeera”."""
    return f"told to {claim['told_to']}" if claim["told_to"] else ""


def according_to(claim: ClaimRow) -> str:
    """“According to the interior ministry (state TV), told to Reuters”."""
    return ", ".join(part for part in (f"According to {asserter_of(claim)}", recipient_of(claim)) if part)


def hedge(row: EventRow | ClaimRow | FactRow) -> str:
    """“The article hedges: “appeared to”.”."""
    return f"The article hedges: “{row['hedge']}”." if row["hedge"] else ""


def republication_notes(article: ArticleRow) -> list[str]:
    """“republished by A”, “read at B”: how an article's words reached us."""
    republished, read_at = article["republished_by"], article["read_at"]
    return [*([f"republished by {republished}"] if republished else []), *([f"read at {read_at}"] if read_at else [])]


def publisher_of(row: ArticleRow | ClaimRow) -> str:
    """Whose report it is and where it was read: “CBC (read at webjosh.com)”."""
    way = f" (read at {row['read_at']})" if row["read_at"] else ""
    return f"{row['publisher']}{way}"
