"""The command `python -m data draft`: draft records from articles' texts, each into files to be reviewed."""

import argparse
import csv
import datetime as dt
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.drafting.article import ArticleDetails, DraftError, proposed_day
from data.drafting.article_files import ReadFile, read_article_file
from data.drafting.draft import Draft, draft
from data.export.command_line import archive_or_exit
from data.files import decode_text, write_together
from data.geo.command_line import printable
from data.progress import show_bar
from data.records.anchors import article_text
from data.records.model import is_id
from data.records.slugs import slug
from data.tables.archive import Archive
from data.wording.phrases import count_noun


@dataclass(frozen=True)
class Given:
    """What the command line says of the articles; empty, or None, where it says nothing."""

    published_on: dt.date | None = None
    article_id: str = ""
    publisher: str = ""
    headline: str = ""
    url: str = ""
    days: Mapping[str, dt.date] | None = None


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("texts", nargs="+", type=Path, metavar="TEXT", help="articles: .txt in UTF-8, or saved .html")
    command.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the drafts are written")
    command.add_argument("--published-on", metavar="DATE", default="", help="the day of publication, as 2022-01-07")
    command.add_argument(
        "--table", type=Path, metavar="CSV", help="days of many articles: columns article_id and date_published"
    )
    command.add_argument("--article-id", default="", metavar="ID", help="of a single article; default: the file's name")
    command.add_argument("--publisher", default="", help="whose report it is; default: as a saved page says")
    command.add_argument("--headline", default="", help="of a single article; default: as a saved page says")
    command.add_argument("--url", default="", help="of a single article; default: as a saved page says")


def draft_files(arguments: argparse.Namespace) -> int:
    """Draft a record from each file, and write it and its text into a folder; a bad file stops no other one.

    Returns the exit status: 1 if a file could not be drafted. Exits with a message if the folder or the days are wrong.
    """
    files: Sequence[Path] = arguments.texts
    try:
        given = _given(arguments, files)
        _make_folder(arguments.out)
    except DraftError as error:
        sys.exit(printable(str(error)))
    archive = archive_or_exit()
    failed = 0
    for number, file in enumerate(files, start=1):
        try:
            made, article_id = _draft_file(file, given, archive, arguments.out)
            _print(article_id, made, arguments.out)
        except DraftError as error:
            failed += 1
            print(printable(f"{file}: {error}"), file=sys.stderr)
        if len(files) > 1:
            show_bar(number, len(files), f"{number:,} of {len(files):,} ")
    if len(files) > 1:
        print(f"{count_noun(len(files) - failed, 'draft')} written to {arguments.out}, {failed} failed")
    return 1 if failed else 0


def _given(arguments: argparse.Namespace, files: Sequence[Path]) -> Given:
    if len(files) > 1 and (arguments.article_id or arguments.headline or arguments.url):
        raise DraftError("--article-id, --headline and --url are of one article; give one file with them")
    return Given(
        published_on=_day(arguments.published_on, "--published-on") if arguments.published_on else None,
        article_id=arguments.article_id,
        publisher=arguments.publisher,
        headline=arguments.headline,
        url=arguments.url,
        days=_days(arguments.table) if arguments.table else None,
    )


def _day(text: str, where: str) -> dt.date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            return dt.date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise DraftError(f"{where}: “{text}” is no day; write it as 2022-01-07")


def _days(table: Path) -> dict[str, dt.date]:
    """Article to its day. Raises DraftError if the table cannot be read, lacks a column or has a bad day."""
    try:
        rows = csv.DictReader(io.StringIO(decode_text(table.read_bytes())))
        if not {"article_id", "date_published"} <= set(rows.fieldnames or ()):
            raise DraftError(f"{table}: needs the columns article_id and date_published")
        return {
            row["article_id"].strip(): _day(row["date_published"] or "", f"{table}, line {rows.line_num}")
            for row in rows
            if (row["article_id"] or "").strip()
        }
    except OSError as error:
        raise DraftError(f"{table} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise DraftError(f"{table} is no table in UTF-8: {error}") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".draft"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DraftError(f"{folder} cannot be written: {error.strerror}; name another folder") from error


def _draft_file(file: Path, given: Given, archive: Archive, folder: Path) -> tuple[Draft, str]:
    read = read_article_file(file)
    article_id = given.article_id or (file.stem if is_id(file.stem) else slug(file.stem))
    details = _details(article_id, given, read)
    record, text = folder / f"{article_id}.json", folder / f"{article_id}.txt"
    made = draft(read.text, details, archive)
    for path in (record, text):
        if path.exists() and path.resolve() != file.resolve():
            raise DraftError(f"{path} is there already and was not written over; take it away, or give another id")
    try:
        content = f"{json.dumps(made.record, ensure_ascii=False, indent=2)}\n".encode()
        write_together([(text, read.text.encode()), (record, content)])
    except OSError as error:
        raise DraftError(f"the draft cannot be written to {folder}: {error.strerror or error}") from error
    return made, article_id


def _details(article_id: str, given: Given, read: ReadFile) -> ArticleDetails:
    """What is known of an article: as the command line says, else the table of days, else its page."""
    in_table = (given.days or {}).get(article_id)
    day = given.published_on or in_table or read.published_on
    if day is None:
        line = proposed_day(article_text(read.text.encode("utf-8", "replace")))
        told = f"; if its line “{line[1]}” is it, give --published-on {line[0]}" if line else ""
        raise DraftError(f"its day of publication is not known; give --published-on, or a --table that has it{told}")
    by_page = not given.published_on and not in_table
    return ArticleDetails(
        article_id,
        day,
        publisher=given.publisher or read.publisher,
        headline=given.headline or read.headline,
        url=given.url or read.url,
        authors=read.authors,
        date_basis="As the saved page says." if by_page else "",
    )


def _print(article_id: str, made: Draft, folder: Path) -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)  # the bar
    for line in draft_lines(article_id, made, folder):
        print(printable(line), flush=True)


def draft_lines(article_id: str, made: Draft, folder: Path) -> Iterator[str]:
    """Yield what to say of a draft: what is in it, and each notice."""
    counts = [
        count_noun(len(made.record[name]), *nouns)
        for name, nouns in (
            ("quotes", ("quotation",)), ("claims", ("figure",)), ("events", ("event",)),
            ("actors", ("actor",)), ("places", ("place",)),
        )
    ]  # fmt: skip
    uncovered = count_noun(len(made.uncovered), "sentence")
    yield f"{folder / article_id}.json: {', '.join(counts)}; {uncovered} without an item"
    yield from (f"  {notice}" for notice in made.notices)
