"""Citations of items and views in BibTeX, RIS and Wikipedia's `{{cite news}}`."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import cast

from data.records.vocabulary import CodedFrom
from data.tables.row_fields import entries_of
from data.tables.rows import AnchorRow, ArticleRow, BaseItemRow, ClaimRow, QuoteRow
from data.wording.attribution import day_worked_out, republication_notes
from data.wording.citation import in_quotation_marks, item_reference, long_date, reference, source_link


@dataclass(frozen=True)
class Citation:
    """The fields that all formats use: a work with its publisher, date and address, and the permalink of the record.

    `text` is the whole reference in one line, `quote` has the cited words, `note` has further details.
    """

    key: str
    text: str
    title: str
    publisher: str
    date: str
    url: str
    permalink: str
    authors: tuple[str, ...] = ()
    quote: str = ""
    note: str = ""
    version: str = ""
    via: str = ""

    @property
    def is_dataset(self) -> bool:
        """Whether it cites a view of the records and not an article."""
        return bool(self.version)


def article_citation(article: ArticleRow, *, permalink: str = "") -> Citation:
    """Return the citation of an article. Without a headline the title is “[Report of PUBLISHER, DAY]”."""
    return Citation(
        key=article["article_id"],
        text=_with_permalink(reference(article), permalink),
        title=article["headline"] or f"[Report of {article['publisher']}, {long_date(article['date_published'])}]",
        publisher=article["publisher"],
        date=article["date_published"],
        url=article["url"],
        permalink=permalink,
        authors=entries_of(article["authors"]),
        note="; ".join(_reading_notes(article)),
        via=article["republished_by"] or article["read_at"] or "",
    )


def item_citation(
    table: str,
    row: BaseItemRow,
    article: ArticleRow,
    anchor: AnchorRow | None,
    *,
    permalink: str,
    standing: str = "",
) -> Citation:
    """Return the citation of an item: that of its article, with a link to the item's passage if it has an anchor.

    `row` is a row of `table`, `anchor` is the first of the item's anchors; `standing` is how a figure stands, in words.
    """
    cited = ""
    if table == "claims":
        cited = cast("ClaimRow", row)["value_text"]
    elif table == "quotes" and (contents := cast("QuoteRow", row)["contents"]):
        cited = in_quotation_marks(contents)
    of_article = article_citation(article, permalink=permalink)
    text = item_reference(table, row, article, standing)
    statement = text.removesuffix(reference(article)).strip().rstrip(".")
    return replace(
        of_article,
        key=row["item_id"],
        text=_with_permalink(text, permalink),
        url=source_link(article["url"], exact=anchor["exact"], prefix=anchor["prefix"], suffix=anchor["suffix"])
        if anchor
        else article["url"],
        quote=cited,
        note="; ".join(part for part in (statement, of_article.note) if part),
    )


def view_citation(*, title: str, collection: str, day: str, version: str, permalink: str, licence: str) -> Citation:
    """Return the citation of a view: its title, the day that it is known on, and the dataset version.

    Its key differs with the permalink, so that a reference manager keeps two views of one version apart. `day` is ISO
    8601, or empty if there are no reports.
    """
    known = f"as known on {long_date(day)}" if day else ""
    parts = [f"“{title}”", collection, known, f"dataset version {version}", licence, permalink]
    return Citation(
        key=f"records-{version}-{blake2b(permalink.encode(), digest_size=4).hexdigest()}",
        text=", ".join(part for part in parts if part) + ".",
        title=title,
        publisher=collection,
        date="",  # the day that a view is known on is not the day that it was published
        url=permalink,
        permalink=permalink,
        note=", ".join(part for part in (known, f"dataset version {version}", licence) if part),
        version=version,
    )


def _with_permalink(text: str, permalink: str) -> str:
    return f"{text} Record: {permalink}" if permalink else text


def _reading_notes(article: ArticleRow) -> list[str]:
    opening = ["coded from the opening of the page"] if article["coded_from"] == CodedFrom.EXCERPT else []
    worked_out = [f"{words}, not stated on its page" for words in [day_worked_out(article)] if words]
    return [*worked_out, *republication_notes(article), *opening]


_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def bibtex(citation: Citation) -> str:
    """Return a BibTeX entry of type `@misc`, which every style supports."""
    notes = "; ".join(part for part in (citation.note, _record_note(citation)) if part)
    fields = {
        "author": " and ".join(f"{{{author.translate(_LATEX)}}}" for author in citation.authors),
        "title": citation.title.translate(_LATEX),
        "howpublished": citation.publisher.translate(_LATEX),
        "year": citation.date[:4],
        "month": citation.date[5:7].lstrip("0"),
        "date": citation.date,
        "url": _escape_url(citation.url),
        "note": notes.translate(_LATEX),
        "version": citation.version,
        "urldate": _today() if citation.is_dataset else "",
    }
    lines = "".join(f"  {name} = {{{_one_line(value)}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{citation.key},\n{lines}}}\n"


def ris(citation: Citation) -> str:
    """Return an RIS record for reference managers: type NEWS, or DATA for a view."""
    fields = [
        ("TY", "DATA" if citation.is_dataset else "NEWS"),
        ("ID", citation.key),
        *(("AU", author) for author in citation.authors),
        ("TI", citation.title),
        ("T2", citation.publisher),
        ("DA", f"{citation.date.replace('-', '/')}/" if citation.date else ""),
        ("PY", citation.date[:4]),
        ("ET", citation.version),
        ("N1", citation.note),
        ("AB", citation.quote),
        ("Y2", _today().replace("-", "/") if citation.is_dataset else ""),
        ("UR", _escape_url(citation.url)),
        ("L2", citation.permalink if citation.permalink != citation.url else ""),
    ]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def cite_news(citation: Citation) -> str:
    """Return Wikipedia's template `{{cite news}}`, followed by the note and the permalink of the record."""
    several = len(citation.authors) > 1
    authors = {f"author{n if several else ''}": author for n, author in enumerate(citation.authors, 1)}
    fields = authors | {
        "title": citation.title,
        "work": citation.publisher,
        "date": long_date(citation.date) if citation.date else "",
        "url": _escape_url(citation.url),
        "id": f"dataset version {citation.version}" if citation.version else "",
        "quote": citation.quote.removeprefix("“").removesuffix("”"),
        "via": citation.via,
        "access-date": long_date(_today()),
    }
    parameters = " ".join(
        f"|{name}={_escape_wiki(value) if name != 'url' else value}" for name, value in fields.items() if value
    )
    note = f" {_escape_wiki(citation.note)}." if citation.note and not citation.is_dataset else ""
    record = f" Record: [{_escape_url(citation.permalink)}]" if _record_note(citation) else ""
    return f"{{{{cite news {parameters}}}}}{note}{record}"


FORMATS: Mapping[str, Callable[[Citation], str]] = {
    "Text": lambda citation: citation.text,
    "BibTeX": bibtex,
    "RIS": ris,
    "Wikipedia": cite_news,
}
"""Label of a format to the function that writes a citation in it."""


def _record_note(citation: Citation) -> str:
    return f"record: {citation.permalink}" if citation.permalink and citation.permalink != citation.url else ""


def _escape_url(url: str) -> str:
    """Percent-encode the characters of an address that have a meaning in one of the formats."""
    return re.sub(r"[\s{}|\[\]\\<>\"]", lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), url)


def _escape_wiki(text: str) -> str:
    """Escape the characters of a text that begin or end a template, link or tag in wikitext."""
    marks = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "''": "&#39;&#39;"} | {
        mark: f"&#{ord(mark)};" for mark in "|{}[]="
    }
    return _one_line(re.sub("''|[&<>|{}=\\[\\]]", lambda found: marks[found.group()], text))


def _today() -> str:
    return dt.date.today().isoformat()


def _one_line(text: str) -> str:
    return " ".join(text.split())
