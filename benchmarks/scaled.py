"""Ten thousand events and ten thousand quotations, and how much longer a question takes among them.

The records are synthetic and say so in every headline, publisher and name that they add. Each is the lead record with
an article id and days of its own, some of its events moved to invented cities and actors, and its quotations told
again until there are as many as events. All of them are sound: the loader refuses none.
"""

import argparse
import copy
import datetime as dt
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from benchmarks.servers import Server
from benchmarks.sessions import Viewer
from data import queries
from data.queries.selection import Selection
from data.records.loader import ARTICLES, COLLECTION
from data.tables.archive import Archive, archive_from_records
from data.text import normalize

Json = dict[str, Any]

EVENTS = 10_000
QUOTES = 10_000
SPAN_DAYS = 730
"""Synthetic articles are published within so many days after the lead one."""

CITIES = 20
ACTORS = 60
PAGES = ("overview", "timeline", "quotes")
ITEMS = ("events", "claims", "quotes", "facts", "caveats")


def write_scaled(folder: Path, *, events: int = EVENTS, quotes: int = QUOTES, seed: int = 2022) -> int:
    """Write the lead record and synthetic ones until there are so many events and quotes; returns how many files.

    The same arguments give the same files.
    """
    lead = lead_record()
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "lead.json", lead)
    left = {"events": events - len(lead["events"]), "quotes": quotes - len(lead["quotes"])}
    chance = random.Random(seed)
    written = 1
    while left["events"] > 0 or left["quotes"] > 0:
        shares = {name: min(count, len(lead["events"])) for name, count in left.items()}
        _write(folder / f"synthetic-{written:04}.json", _synthetic(lead, written, shares, chance))
        left = {name: count - shares[name] for name, count in left.items()}
        written += 1
    return written


def write_grown(folder: Path, *, articles: int, each: Mapping[str, int], seed: int = 2022) -> None:
    """Write a number of synthetic articles with `each` so many items: claims, events and quotes."""
    lead = lead_record()
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "lead.json", lead)
    chance = random.Random(seed)
    for number in range(1, articles + 1):
        _write(folder / f"synthetic-{number:04}.json", _synthetic(lead, number, each, chance))


def lead_record() -> Json:
    """The collection's lead record as it stands in its file."""
    lead = json.loads(COLLECTION.read_text("utf-8"))["lead_article"]
    return json.loads((ARTICLES / f"{lead}.json").read_text("utf-8"))


def _write(file: Path, record: Json) -> None:
    file.write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def _synthetic(lead: Json, n: int, shares: Mapping[str, int], chance: random.Random) -> Json:
    """One more article: the lead record's entities and items, and invented entities beside them."""
    record = copy.deepcopy(lead)
    days = dt.timedelta(days=chance.randrange(SPAN_DAYS))
    published = _later(lead["article"]["date_published"], days)
    record["article"] |= {
        "id": f"synthetic-{n:04}",
        "headline": f"Synthetic article {n} for a benchmark",
        "publisher": f"Synthetic publisher {n % 25}",
        "date_published": published,
        "date_published_basis": "Synthetic.",
        "url": f"https://synthetic.example/{n}",
        "text_sha256": None,
    }
    record["places"] += [_city(lead, number) for number in range(CITIES)]
    record["actors"] += [_actor(number) for number in range(ACTORS)]
    for entity in (*record["places"], *record["actors"]):
        entity["same_as"] = [lead["article"]["id"]]
    for name, share in shares.items():
        record[name] = _so_many(record[name], share, chance)
    for name in ITEMS:
        for item in record[name]:
            _move_days(item, days)
    for event in record["events"]:
        _move_event(event, chance)
    _drop_dangling(record)
    return record


def _city(lead: Json, number: int) -> Json:
    country = next(place["id"] for place in lead["places"] if place["kind"] == "country")
    return {
        "id": f"synthetic-city-{number}", "name": f"Synthetic city {number}", "kind": "city", "within": country,
        "lat": round(41.0 + 0.6 * number, 3), "lon": round(52.0 + 1.7 * number, 3), "coordinates_source": "Synthetic",
        "anchors": [],
    }  # fmt: skip


def _actor(number: int) -> Json:
    kinds = ("person", "state_body", "organisation", "group")
    voices = ("authorities", "protesters_and_witnesses", "foreign_states", "experts")
    return {
        "id": f"synthetic-actor-{number}", "name": f"Synthetic actor {number}", "kind": kinds[number % 4],
        "speaker_group": voices[number // 4 % 4], "anchors": [],
    }  # fmt: skip


def _so_many(items: list[Json], count: int, chance: random.Random) -> list[Json]:
    """As many of the items as asked for, at random, each at most once more often than another."""
    told = [item | {"id": f"{item['id']}-{again}"} for again in range(2, count // len(items) + 2) for item in items]
    some = sorted(chance.sample(range(len(items)), min(count, len(items))))
    return [items[n] for n in some] + copy.deepcopy(told[: max(0, count - len(items))])


def _move_days(item: Json, days: dt.timedelta) -> None:
    for key in ("start", "end", "ongoing_as_of", "not_after", "reported_on", "as_of", "spoken_on"):
        if item.get(key):
            item[key] = _later(item[key], days)


def _later(day: str, days: dt.timedelta) -> str:
    return (dt.date.fromisoformat(day) + days).isoformat()


def _move_event(event: Json, chance: random.Random) -> None:
    """Every third event happens in an invented city, and every second has one more actor."""
    if event.get("places") and chance.random() < 1 / 3:
        event |= {"places": [f"synthetic-city-{chance.randrange(CITIES)}"], "geo_precision": "city"}
    if chance.random() < 1 / 2:
        event["actors"] = [
            *event.get("actors", []), {"actor": f"synthetic-actor-{chance.randrange(ACTORS)}", "role": "participant"},
        ]  # fmt: skip


def _drop_dangling(record: Json) -> None:
    """Remove what points at an item that this record has no more."""
    ids = {item["id"] for name in ITEMS for item in record[name]}
    for claim in record["claims"]:
        if claim.get("event") not in ids:
            claim["event"] = None
    for quote in record["quotes"]:
        if quote.get("part_of") not in ids:
            quote["part_of"] = None
        quote["stances"] = [each for each in quote.get("stances", []) if each["item"] in ids]
    for caveat in record["caveats"]:
        caveat["concerns"] = [each for each in caveat.get("concerns", []) if each in ids]


MOST_TURNS = 20
"""Three questions a turn: a few more than are asked, since to find out which have an answer takes a while."""


def new_questions(archive: Archive) -> list[Selection]:
    """Filters in a fixed order, no two the same, each of which finds events and quotations on the lead record alone.

    Three kinds in turn: a word, a city with an actor or a kind of event, and a word from some day on.
    """
    first, _ = queries.date_range(archive) or ("2022-01-01", "")
    searched = " ".join(
        str(row[column] or "")
        for table, columns in ((queries.events, ("title", "summary")), (queries.quotes, ("contents", "context")))
        for row in table(archive)[list(columns)].fillna("").to_dict("records")
        for column in columns
    )
    words = sorted({word for word in normalize(searched).split() if word.isalpha() and len(word) > 4})
    known = archive.known_values
    by_word = [Selection(q=word) for word in words]
    by_facet = [
        Selection(city=(city,)).with_toggled(facet, value)
        for facet in ("actor", "kind")
        for value in sorted(known[facet])
        for city in sorted(known["city"])
    ]
    by_day = [Selection(q=word, date_from=first) for word in words]
    random.Random(7).shuffle(by_facet)
    turns = zip(*(_answerable(archive, each) for each in (by_word, by_facet, by_day)), strict=False)
    return [selection for turn in islice(turns, MOST_TURNS) for selection in turn]


def _answerable(archive: Archive, selections: Sequence[Selection]) -> Iterator[Selection]:
    return (each for each in selections if len(queries.events(archive, each)) or len(queries.quotes(archive, each)))


async def new_filter_times(server: Server, questions: Sequence[Selection], *, repeats: int) -> dict[str, float]:
    """Median seconds of a rerun whose filter this server has not seen, on each of PAGES.

    Each page takes its share of the questions, none is asked twice, and no page's answers help another's.
    """
    times: dict[str, float] = {}
    left = iter(questions)
    async with Viewer(server) as viewer:
        for page in PAGES:
            await viewer.open(page)
            await viewer.rerun()
            seconds = []
            for selection in islice(left, repeats):
                viewer.query = urlencode(selection.to_query(), doseq=True)
                seconds.append(await viewer.rerun())
            times[page] = median(seconds)
    return times


def data_times(archive: Archive, questions: Sequence[Selection], *, repeats: int) -> float:
    """Median seconds that the data layer alone takes for what a page asks: facets, counts, events, figures, quotes."""
    asked = (queries.facets, queries.counts, queries.events, queries.claims, queries.quotes)
    seconds = []
    for selection in islice(questions, repeats):
        started = time.perf_counter()
        for question in asked:
            question(archive, selection).to_dict("records")
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def main() -> None:
    """Write the scaled records to a folder, to look at them: `python -m benchmarks.scaled FOLDER`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--quotes", type=int, default=QUOTES)
    given = parser.parse_args()
    files = write_scaled(given.folder, events=given.events, quotes=given.quotes)
    archive = archive_from_records(given.folder)
    counted = queries.counts(archive).set_index("table_name")["total"].to_dict()
    print(f"{files} records, {counted}; problems: {len(archive.problems)}")


if __name__ == "__main__":
    main()
