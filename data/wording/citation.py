"""Links to a passage of an article (text fragments), and references in one line."""

import datetime as dt
from typing import cast

from data.records.text_fragment import fragment_of
from data.records.vocabulary import ClaimStatus
from data.tables.rows import ArticleRow, BaseItemRow, ClaimRow, CorrectionRow, QuoteRow
from data.wording.attribution import counted_as, republication_notes
from data.wording.languages import language_words
from data.wording.phrases import unstated


def source_link(url: str, *, exact: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """Return a link that opens the article at the words of an anchor (`data.records.text_fragment`)."""
    fragment = fragment_of(exact, prefix=prefix, suffix=suffix)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def long_date(iso: str) -> str:
    """Return an ISO 8601 date as “7 January 2022”."""
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def reference(article: ArticleRow) -> str:
    """Return the reference of an article: authors, headline, publisher, date, republication, where read, address.

    Authors and headline are left out if not known.
    """
    parts = [
        article.get("authors"),
        f"“{article['headline']}”" if article["headline"] else None,
        article["publisher"],
        long_date(article["date_published"]),
        *republication_notes(article),
        article["url"],
    ]
    return ", ".join(part for part in parts if part) + "."


def in_quotation_marks(contents: str) -> str:
    """Return the pieces of a quotation (`contents` of a QuoteRow), each in quotation marks: “…” […] “…”."""
    return " […] ".join(f"“{piece}”" for piece in contents.split("\n"))


def figure_reference(row: ClaimRow, article: ArticleRow, standing: str = "") -> str:
    """Return the reference of a figure: metric, words, population, asserter, days, and the article's reference.

    `standing` is how the figure stands, in words; without it, the status of its record is included unless it is
    current. So is the article's hedge of the day.
    """
    about = f" {row['population']}" if row["population"] else ""
    hedge = f" (the article: “{row['as_of_hedge']}”)" if row["as_of_hedge"] else ""
    as_of = f"as of {long_date(row['as_of'])}{hedge}" if row["as_of"] else f"as of what day is {unstated(row)}"
    words = standing or ("" if row["status"] == ClaimStatus.CURRENT else ClaimStatus(row["status"]).label)
    status = f" ({words[0].lower()}{words[1:]})" if words else ""
    via = f" ({row['via']})" if row["via"] else ""
    words = f"{counted_as(row)}: “{row['value_text']}”{about}{status}"
    figure = f"{words} — {row['asserted_by_name']}{via}, {as_of}"
    return f"{figure}, reported {long_date(row['reported_on'])}. {reference(article)}"


def correction_sentence(row: CorrectionRow) -> str:
    """Return a correction as one line: “24 November 2026: value was “17”, is “18”: …”."""
    before, after = (f"“{value}”" if value else "not given" for value in (row["before"], row["after"]))
    return f"{long_date(row['corrected_on'])}: {row['field']} was {before}, is {after}: {row['why']}"


def quotation_reference(row: QuoteRow, article: ArticleRow) -> str:
    """Return the reference of a quotation: its words, the speaker, the cue, and the article's reference.

    Of quoted words it says in which language they are given, of an indirect statement that the words are the record's.
    """
    if row["contents"]:
        words, language = in_quotation_marks(row["contents"]), f" ({language_words(article['language'])})"
    else:
        words, language = f"{row['paraphrase']} (reported speech, in the words of this record)", ""
    return f"{words} — {row['speaker_name']}, {row['cue']}{language}. {reference(article)}"


def item_reference(table: str, row: BaseItemRow, article: ArticleRow, standing: str = "") -> str:
    """Return the reference of an item: of a quotation or figure with its words, of any other item its article's.

    `row` is a row of `table`; `standing` is as in `figure_reference`.
    """
    match table:
        case "quotes":
            return quotation_reference(cast("QuoteRow", row), article)
        case "claims":
            return figure_reference(cast("ClaimRow", row), article, standing)
        case _:
            return reference(article)
