"""The command `python -m data places`: look up a record's places in a gazetteer and write coordinates into it."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.files import write_atomically
from data.geo.gazetteer import OfflineGazetteer, gazetteer
from data.geo.matches import Match
from data.geo.places import (
    Finding,
    Outcome,
    choose,
    compare,
    coordinates_to_write,
    differing_records,
    look_up,
    nearest_city,
)
from data.geo.record_places import (
    Coordinates,
    RecordPlaces,
    places_of_other_records,
    read_places,
    with_coordinates,
)
from data.records.problems import Problem
from data.records.record_files import articles_folder, record_file
from data.text import did_you_mean


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("record", metavar="RECORD", help="a record's file, or the id of an article")
    command.add_argument(
        "--choose", action="append", default=[], metavar="PLACE_ID=MATCH",
        help="take one of several matches: its number in the list, or its id; may be repeated",
    )  # fmt: skip
    command.add_argument("--fill", action="store_true", help="write what is sure or chosen into the record")


def look_up_places(record: str, *, choices: Sequence[str], fill: bool) -> int:
    """Look up each place of a record and print the results; with `fill`, write coordinates into the record.

    `choices` are “PLACE_ID=MATCH”. Returns the exit status: 1 if a place is invalid or a look-up failed. Exits with a
    message if the record or its list of places is missing, or a setting or a choice is invalid.
    """
    try:
        file = record_file(record, folder=articles_folder())
        geocoder = gazetteer()
        read = read_places(file)
        if isinstance(read, Problem):
            sys.exit(str(read))
        for problem in read.problems:
            print(printable(str(problem)), file=sys.stderr)
        by_place = _choices_by_place(choices, {place.id for place in read.places.values()})
        findings = _print_findings(read, by_place, geocoder)
    except ValueError as error:
        sys.exit(printable(str(error)))
    to_write = _print_differences(file, findings)
    if read.problems and fill:
        sys.exit(f"{file.name}: nothing was written; first correct its places")
    if fill:
        _fill(file, read.text, findings, to_write)
    else:
        ids = ", ".join(findings[number].place.id for number in to_write)
        print(f"{file.name}: nothing was written; --fill would write {f'coordinates of {ids}' if ids else 'nothing'}")
    failed = any(finding.outcome is Outcome.FAILED for finding in findings.values())
    return 1 if read.problems or failed else 0


def _choices_by_place(choices: Sequence[str], ids: set[str]) -> dict[str, str]:
    """Place id to the chosen match. Raises ValueError for a malformed, unknown or contradictory choice."""
    by_place: dict[str, str] = {}
    for choice in choices:
        place_id, _, match = choice.partition("=")
        if not match:
            raise ValueError(f"--choose {choice}: write PLACE_ID=MATCH, a number in its list or an id")
        if place_id not in ids:
            raise ValueError(f"--choose {choice}: the record has no place “{place_id}”{did_you_mean(place_id, ids)}")
        if by_place.setdefault(place_id, match) != match:
            raise ValueError(f"--choose {choice}: {by_place[place_id]} was already chosen for {place_id}")
    return by_place


def _print_findings(read: RecordPlaces, choices: Mapping[str, str], geocoder: OfflineGazetteer) -> dict[int, Finding]:
    """Look up all places and print each result immediately, since Nominatim may take a second per place."""
    findings: dict[int, Finding] = {}
    for number, place in read.places.items():
        finding = look_up(place, read.places.values(), geocoder)
        if choice := choices.get(place.id):
            try:
                finding = choose(finding, choice)
            except ValueError as error:
                raise ValueError(f"--choose {place.id}={choice}: {error}") from error
        findings[number] = finding
        for line in finding_lines(finding, geocoder):
            print(printable(line), flush=True)
    return findings


def finding_lines(finding: Finding, geocoder: OfflineGazetteer) -> list[str]:
    """Return lines about a place: its coordinates and the result of the look-up, then matches to choose from."""
    place, match, comparison = finding.place, finding.sure_match, compare(finding)
    has_coordinates = place.lat is not None
    agrees = comparison is not None and comparison.km < 1
    own = f"{place.lat}, {place.lon} ({place.coordinates_source})" if has_coordinates else "no coordinates"
    parts = [f"has {own}"]
    if match:
        parts.append(f"{'chosen' if finding.is_chosen else 'found'} {_match_line(match)}")
    if finding.reason:
        parts.append(finding.reason)
    if comparison and agrees:
        parts.append("agrees" if match else f"agrees with {_name(comparison.match)} ({comparison.match.source})")
    elif comparison:
        parts.append(f"differs by {comparison.km:,.0f} km{'' if match else f' from {_name(comparison.match)}'}")
    if has_coordinates and not agrees and (nearest := nearest_city(place, geocoder)):
        parts.append(f"the city nearest to the record's point is {_name(nearest)}")
    lines = [f"{place.id} ({place.name}): {'; '.join(parts)}"]
    if finding.outcome is Outcome.CHOICE and not agrees:
        lines += [f"  {number}. {_match_line(option)}" for number, option in enumerate(finding.matches, 1)]
    if finding.outcome is Outcome.CHOICE and not has_coordinates:
        lines.append(f"  choose with --choose {place.id}=1, or by id: --choose {place.id}={finding.matches[0].id}")
    return lines


def _name(match: Match) -> str:
    return f"{match.name}, {match.country}" if match.country else match.name


def _match_line(match: Match) -> str:
    population = f"population {match.population:,}" if match.population is not None else ""
    description = ", ".join(filter(None, (_name(match), match.area, population)))
    return f"{description}: {match.lat}, {match.lon} ({match.credit})"


def _print_differences(file: Path, findings: Mapping[int, Finding]) -> dict[int, Coordinates]:
    """Coordinates to write, by number of place; prints a line per other record in which the place would differ."""
    others = places_of_other_records(file)
    to_write = coordinates_to_write(findings, others)
    for number, coordinates in to_write.items():
        place_id = findings[number].place.id
        for name, theirs in differing_records(place_id, coordinates, others):
            has = f"{theirs.lat}, {theirs.lon} ({theirs.coordinates_source})" if theirs else "no coordinates"
            print(printable(f"{place_id}: in {name} it has {has}; one id is one entity, so make both the same"))
    return to_write


def _fill(file: Path, text: str, findings: Mapping[int, Finding], to_write: Mapping[int, Coordinates]) -> None:
    """Write coordinates into the record, and print what was filled in, and why the others were not."""
    if to_write:
        try:
            write_atomically(file, with_coordinates(text, to_write).encode())
        except OSError as error:
            sys.exit(f"{file} cannot be written: {error.strerror or error}")
    for number, finding in findings.items():
        place_id = finding.place.id
        if number in to_write:
            written = to_write[number]
            print(f"filled {place_id}: {written.lat}, {written.lon} ({written.coordinates_source})")
        elif finding.place.lat is not None:
            print(f"kept {place_id}: it has coordinates")
        else:
            print(printable(f"left {place_id}: {finding.reason}"))
    print(f"{file.name}: {len(to_write)} filled, {len(findings) - len(to_write)} left as they were")


def printable(text: str) -> str:
    """Return a text with “�” for every control character, so that it is one line and cannot control a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)
