"""The command `python -m data import`: a CSV file of a data set, made into an archive for `ARCHIVE=duckdb:FILE`."""

import argparse
import csv
import datetime as dt
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from data.geo.command_line import printable
from data.importing import ucdp
from data.importing.coded_events import Oddity
from data.importing.csv_table import ImportRefusedError, Progress
from data.importing.data_set import Codebook, DataSet, Imported, import_data_set
from data.progress import show_bar
from data.records.schema import Collection
from data.records.slugs import slug
from data.records.vocabulary import CodedFrom
from data.tables.rows import ArticleRow
from data.wording.phrases import count_noun

TOLD = 20
"""Odd rows that the command prints; all of them are in a file beside the archive."""

_VERSION = re.compile(r"v(\d+(?:[._]\d+)*)", re.IGNORECASE)


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("data_set", choices=("ucdp",), help="ucdp: UCDP Georeferenced Event Dataset (GED)")
    command.add_argument("file", type=Path, metavar="FILE.csv", help="the file as it is downloaded, unpacked")
    command.add_argument("--out", type=Path, required=True, metavar="FILE.duckdb", help="the archive that is written")
    command.add_argument("--version", default="", help="of the data set, as 23.1; default: as the file's name says")
    command.add_argument("--published-on", metavar="DATE", default="", help="of that version; default: today")


def import_file(arguments: argparse.Namespace) -> int:
    """Import the file and tell what is odd about its rows. Returns the exit status; exits with a message if refused."""
    file, out = arguments.file, arguments.out
    try:
        data_set = _ucdp(_version(arguments.version, file), arguments.published_on)
        imported = import_data_set(data_set, file, out, progress=_Bar(file))
    except ImportRefusedError as error:
        sys.exit(printable(f"{error}. Nothing was written"))
    except OSError as error:
        sys.exit(printable(f"{out} cannot be written: {error.strerror or error}. Nothing was written"))
    _tell(imported, out)
    size = f"{out.stat().st_size / 1e6:,.1f} MB"
    print(f"{out}: {count_noun(imported.events, 'event')}, {size}; show it with: ARCHIVE=duckdb:{out} make run")
    return 0


def _version(given: str, file: Path) -> str:
    found = _VERSION.search(file.stem)
    version = given or (found[1].replace("_", ".") if found else "")
    if not re.fullmatch(r"\d+(\.\d+)*", version):
        raise ImportRefusedError(f"the version of {file.name} is not known: give it, as in --version 23.1")
    return version


def _ucdp(version: str, published_on: str) -> DataSet:
    name = f"UCDP Georeferenced Event Dataset (GED), version {version}"
    article: ArticleRow = {
        "article_id": slug("ucdp ged", version), "headline": name, "publisher": "Uppsala Conflict Data Program (UCDP)",
        "republished_by": None, "read_at": None, "authors": None,
        "date_published": _day(published_on) if published_on else dt.date.today().isoformat(),
        "date_published_basis": "Given at the import." if published_on else "The day of the import; the file has none.",
        "url": "https://ucdp.uu.se/downloads/", "language": "en", "coded_from": CodedFrom.DATA_SET,
    }  # fmt: skip
    collection = Collection(
        title=f"UCDP GED {version}",
        description=f"{name}: events of organised violence and estimates of deaths, as UCDP codes them from reports.",
        lead_article=article["article_id"],
        license="CC BY 4.0",
        source=(
            "UCDP GED. Davies, Pettersson and Öberg (2023), Organized violence 1989-2022 and the return of conflict "
            "between states, Journal of Peace Research 60(4); Sundberg and Melander (2013), Introducing the UCDP "
            "Georeferenced Event Dataset, Journal of Peace Research 50(4)."
        ),
    )
    return DataSet(Codebook(ucdp.COLUMNS, ucdp.coded_event), article, collection)


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ImportRefusedError(f"--published-on: “{text}” is no day; write it as 2023-06-07") from None


def _tell(imported: Imported, out: Path) -> None:
    """Print the first odd rows, and write all of them beside the archive; a file of an earlier import is taken away."""
    beside, odd = out.with_name(f"{out.stem}.odd.csv"), imported.oddities
    for oddity in odd[:TOLD]:
        print(printable(str(oddity)), file=sys.stderr)
    try:
        beside.unlink(missing_ok=True)
        if odd:
            _write(odd, beside)
    except OSError as error:
        sys.exit(printable(f"{out} is written, but not the list of its odd rows, {beside}: {error.strerror}"))
    if odd:
        rows = len({oddity.row for oddity in odd})
        more = f"; the first {TOLD} are above" if len(odd) > TOLD else ""
        print(f"{count_noun(rows, 'row')} odd, kept as printed: all in {beside}{more}", file=sys.stderr)


def _write(oddities: Sequence[Oddity], file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(("row", "column", "what is odd"))
        rows.writerows((oddity.row, oddity.column, oddity.message) for oddity in oddities)


class _Bar(Progress):
    """Shows how much of a file has been read."""

    def __init__(self, file: Path) -> None:
        self._size = max(1, file.stat().st_size) if file.is_file() else 1
        self._read = 0

    def read(self, count: int) -> None:
        """Draw the bar anew."""
        self._read += count
        show_bar(self._read, self._size)
