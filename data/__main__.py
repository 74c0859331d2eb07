"""The command line: python -m data validate | release | export | import | draft | anchors | places | schema | build."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from data.drafting import command_line as draft_command
from data.export.command_line import (
    add_selection_flags,
    archive_or_exit,
    later_rows_message,
    later_value_message,
    selection_query,
)
from data.export.files import export
from data.files import write_utf8
from data.geo import command_line as places_command
from data.importing import command_line as import_command
from data.queries.renamed import names_of_today
from data.queries.selection import ROW_KEYS, parse_selection, requested_day
from data.records import anchors_command
from data.records.entities import shared_entities
from data.records.loader import ARTICLES, COLLECTION, load_collection, load_records
from data.records.problems import Problem
from data.records.record_files import articles_folder
from data.records.release_check import changes_since_release
from data.records.releases import FOLDER, release_file, releases_in, write_release
from data.records.schema import Record
from data.stories.loader import Stories, holds_stories, load_stories, stories_folder
from data.stories.screen import screen_problems
from data.tables.archive import Archive, archive_from_records, build_duckdb
from data.tables.known_on import as_known_on
from data.tables.known_values import KnownValues
from data.tables.rows import Format, Table
from data.wording.phrases import count_noun

SCHEMA_FILE = ARTICLES.parent / "record.schema.json"


def schema_text() -> str:
    """Return the JSON Schema of a record, as in data/record.schema.json."""
    return json.dumps(Record.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def validate(paths: Sequence[Path]) -> int:
    """Check records and stories, by default those that the dashboard shows; print one line per problem.

    If there is none, print who is the same in several records. Stories are checked against the records that the
    dashboard shows. Returns the exit status: 1 if there is a problem.
    """
    problems, records, stories = _check_paths(paths) if paths else _check_default_files()
    for problem in problems:
        print(problem)
    if not problems:
        for shared in shared_entities(records):
            print(shared)
        sound = [f"{len(records)} record(s)"] if records else []
        sound += [count_noun(stories, "story", "stories")] if stories else []
        print(f"{' and '.join(sound)}, every one sound")
    return 1 if problems else 0


def _check_paths(paths: Sequence[Path]) -> tuple[list[Problem], Sequence[Record], int]:
    """Problems, valid records and number of valid stories of some files and folders."""
    of_stories = [path for path in paths if path.suffix in (".yaml", ".yml") or holds_stories(path)]
    of_records = [path for path in paths if path not in of_stories or any(path.glob("*.json"))]
    loaded = load_records(of_records)
    problems = [*loaded.problems, *(problem for path in of_records for problem in changes_since_release(path))]
    if not of_stories:
        return problems, loaded.records, 0
    archive = _default_archive()
    opened = [load_stories(path, archive) for path in of_stories]
    problems += [problem for stories in opened for problem in _problems_of(stories, archive)]
    return problems, loaded.records, sum(len(stories.stories) for stories in opened)


def _check_default_files() -> tuple[list[Problem], Sequence[Record], int]:
    """The same of the files that the dashboard shows."""
    archive, folder = _default_archive(), stories_folder()
    stories = load_stories(folder, archive) if folder else Stories()
    problems = [*archive.problems, *changes_since_release(articles_folder()), *_problems_of(stories, archive)]
    return problems, load_records([articles_folder()]).records, len(stories.stories)


def _problems_of(stories: Stories, archive: Archive) -> list[Problem]:
    """The problems of story files, and the steps that are too large for a screen."""
    too_large = [problem for story in stories.stories for problem in screen_problems(story, archive)]
    return [*stories.problems, *too_large]


def _default_archive() -> Archive:
    return archive_from_records(articles_folder())


def release(folder: Path, *, on: dt.date) -> int:
    """Keep the records of a folder as a release beside it, if all of them are sound. Returns the exit status.

    Exits with a message if the release cannot be written.
    """
    loaded = load_records([folder])
    collection, problems = None, list(loaded.problems)
    if (about := folder.parent / COLLECTION.name).exists():
        collection, found = load_collection(loaded.records, about)
        problems += found
    problems += changes_since_release(folder)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    releases = folder.parent / FOLDER
    try:
        earlier = releases_in(releases)
        made = write_release(releases, loaded.records, collection=collection, released_on=on)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    file = release_file(releases, made.version)
    if made in earlier:
        print(f"{file}: these records were released on {made.name} already")
        return 0
    size = f"{file.stat().st_size / 1000:,.0f} kB"
    print(f"{file}: dataset version {made.version}, {count_noun(len(loaded.records), 'record')}, {size}")
    if earlier:
        then, now = earlier[-1].hashes, made.hashes
        changed = sum(now.get(key, value) != value for key, value in then.items())
        print(f"since {earlier[-1].name}: {len(now.keys() - then.keys())} new, {changed} changed, "
              f"{len(then.keys() - now.keys())} taken out")  # fmt: skip
    return 0


def print_export(arguments: argparse.Namespace) -> int:
    """Print a table under a Selection. Returns the exit status; exits with a message if a key or value is invalid."""
    archive = archive_or_exit()
    query, table = names_of_today(selection_query(arguments), archive), Table(arguments.table)
    known = as_known_on(archive, requested_day(query))
    reading = parse_selection(query, known=KnownValues(known))
    if reading.notices or reading.later:
        sys.exit("\n".join((*reading.notices, *map(later_value_message, reading.later))))
    try:
        sys.stdout.write(export(archive, table, Format(arguments.format), reading.selection))
    except ValueError as error:
        sys.exit(str(error))
    if message := later_rows_message(archive, table, reading.selection):
        print(message, file=sys.stderr)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    command = commands.add_parser("validate", help="check records and stories; exit 1 where one is not sound")
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; default: all that is shown"
    )

    command = commands.add_parser("release", help="keep the records as a release, to which links can be pinned")
    command.add_argument("--records", type=Path, help="folder of the records; default: ARTICLES, or data/articles")

    command = commands.add_parser("export", help="print a table under a Selection")
    command.add_argument("table", choices=[table.value for table in Table])
    command.add_argument("--format", choices=[form.value for form in Format], default=Format.CSV.value)
    add_selection_flags(command, ROW_KEYS)

    command = commands.add_parser("import", help="make an archive of a data set of events that others coded")
    import_command.add_arguments(command)
    command = commands.add_parser("draft", help="draft records from articles' texts, for a person to check")
    draft_command.add_arguments(command)

    command = commands.add_parser("anchors", help="check a record's anchors against its article's text")
    anchors_command.add_arguments(command)

    command = commands.add_parser("places", help="look up the coordinates of a record's places, and fill them in")
    places_command.add_arguments(command)

    commands.add_parser("schema", help="print the JSON Schema of a record")

    command = commands.add_parser("build", help="write the records to a DuckDB file for ARCHIVE=duckdb:PATH")
    command.add_argument("--out", type=Path, required=True, metavar="PATH")
    command.add_argument("--records", type=Path, help="folder of the records; default: ARTICLES, or data/articles")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    write_utf8()
    given = sys.argv[1:] if argv is None else argv
    if given[:1] == ["snapshot"]:  # for one release: say where the command is now
        print("a snapshot is made by another command now: python -m publishing snapshot", file=sys.stderr)
        return 2
    arguments = parser().parse_args(given)
    match arguments.command:
        case "validate":
            return validate(arguments.paths)
        case "release":
            return release(arguments.records or articles_folder(), on=dt.date.today())
        case "export":
            return print_export(arguments)
        case "import":
            return import_command.import_file(arguments)
        case "draft":
            return draft_command.draft_files(arguments)
        case "anchors":
            return anchors_command.check_anchors(arguments.text, folder=arguments.records, fill=arguments.fill)
        case "places":
            return places_command.look_up_places(arguments.record, choices=arguments.choose, fill=arguments.fill)
        case "schema":
            sys.stdout.write(schema_text())
            return 0
        case _:
            archive = archive_from_records(arguments.records or articles_folder())
            for problem in archive.problems:
                print(problem, file=sys.stderr)
            try:
                build_duckdb(archive, arguments.out)
            except OSError as error:
                sys.exit(str(error))
            print(f"{arguments.out}: dataset version {archive.version}")
            return 0


if __name__ == "__main__":
    sys.exit(main())
