"""Records with thousands of items, many of them alike: long lists, and thousands of figures in one series."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

Json = dict[str, Any]

FIRST_DAY = dt.date(2023, 1, 1)
GROUPS = ("authorities", "protesters_and_witnesses", "foreign_states", "experts", "media", None)
KINDS = ("protest", "violence", "security_operation", "military_deployment", "restriction", "statement")
METRICS = ("injured", "detained", "troops", "killed")
CAVEATS = ("no_evidence", "not_updated", "hedged", "unattributed", "wording")
TOPICS = [{"id": f"topic-{n}", "label": f"Topic {n}"} for n in range(150)]
PLACES = [
    {
        "id": f"city-{n}", "name": f"City {n}", "kind": "city", "lat": 44 + n % 20 / 2, "lon": 60 + n // 20,
        "coordinates_source": "Invented",
    }
    for n in range(200)
]  # fmt: skip
ACTORS = [
    {"id": f"actor-{n}", "name": f"Actor {n}", "kind": "organisation", "same_as": ["report-0"]}
    | ({"speaker_group": group} if (group := GROUPS[n % len(GROUPS)]) else {})
    for n in range(300)
]  # fmt: skip


def write_many(folder: Path, items: int, *, reports: int = 250, days: int = 120) -> Path:
    """Write records with a number of items to a folder, and return it; everything in them is invented.

    Of ten items four are figures, half of these of one count and the whole area; three are events, two quotations,
    one a caveat; every sixth one was corrected. The first topic, place, speaker and event have a large part of all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(reports):
        own = range(number, items, reports)
        day = FIRST_DAY + dt.timedelta(days=number * days // reports)
        record = _record(number, day, own)
        (folder / f"report-{number}.json").write_text(json.dumps(record), "utf-8")
    return folder


def _record(number: int, day: dt.date, own: range) -> Json:
    events, claims, quotes, caveats = [], [], [], []
    for n in own:
        part = (n + n // own.step * 3) % 10
        if part < 4:
            claims.append(_claim(n, day, whole=part < 2))
        elif part < 7:
            events.append(_event(n, day))
        elif part < 9:
            quotes.append(_quote(n, day))
        else:
            caveats.append(n)
    first = events[0]["id"] if events else None
    if number == 0:
        claims = [claim | {"event": first} for claim in claims]
    written = json.dumps([events, claims, quotes])
    return {
        "schema_version": 1,
        "license": "CC BY 4.0",
        "article": {
            "id": f"report-{number}", "headline": f"Report {number}", "publisher": f"Publisher {number % 40}",
            "authors": [], "date_published": day.isoformat(), "date_published_basis": "Invented.",
            "url": f"https://reports.example/{number}", "language": "en", "coded_from": "excerpt",
        },
        "places": [place for place in PLACES if f'"{place["id"]}"' in written],
        "actors": [actor for actor in ACTORS if f'"{actor["id"]}"' in written],
        "topics": [topic for topic in TOPICS if f'"{topic["id"]}"' in written],
        "events": events,
        "claims": claims,
        "quotes": quotes,
        "caveats": [_caveat(n, first) for n in caveats],
        "corrections": [
            {"item": item["id"], "corrected_on": "2023-08-01", "field": "note", "after": f"Note {n}", "why": "Unknown."}
            for n, item in enumerate([*events, *claims, *quotes])
            if n % 6 == 0
        ],
    }  # fmt: skip


def _claim(n: int, day: dt.date, *, whole: bool) -> Json:
    qualifier = ("exact", "at_least", "more_than", "about", "vague")[n % 7 % 5]
    value = 100 + n * 7919 % 4001
    numbers: Json = {"value": value, "low": value}
    if qualifier == "exact":
        numbers["high"] = value
    claim: Json = {
        "id": f"figure-{n}", "metric": "killed" if whole else METRICS[n % 4], "qualifier": qualifier,
        "value_text": f"{qualifier.replace('_', ' ')} {value:,}" if qualifier != "vague" else "dozens",
        "population_group": "all_people", "asserted_by": f"actor-{n % 290}", "reported_on": day.isoformat(),
        "as_of": (day - dt.timedelta(days=n % 4)).isoformat(), "topics": [f"topic-{n % 3 * n % 150}"],
        **({} if qualifier == "vague" else {"value": value} if qualifier == "about" else numbers),
        **({} if whole else {"place": f"city-{n * n % 200}"}),
    }  # fmt: skip
    return claim | ({"status": "retracted"} if n % 50 == 1 else {"status": "denied"} if n % 50 == 2 else {})


def _event(n: int, day: dt.date) -> Json:
    start = day - dt.timedelta(days=0 if n % 3 else n % 90)
    placed: Json = {"places": [f"city-{n * n % 200 if n % 2 else 0}"], "geo_precision": "city"}
    dated: Json = {
        "start": start.isoformat(), "time_precision": "day", "date_basis": {"kind": "explicit", "how": "Invented."},
    }  # fmt: skip
    return {
        "id": f"event-{n}", "title": f"Event {n} happens", "summary": f"What happens in event {n}.",
        "kind": KINDS[n % 6], "phase": "background" if n % 40 == 3 else "crisis",
        "actors": [{"actor": f"actor-{n % 250}", "role": "agent"}],
        "topics": [f"topic-{n % 2 * n % 150}"],
        **(placed if n % 5 else {"geo_precision": "unknown"}),
        **(dated if n % 7 else {"time_precision": "unknown"}),
    }  # fmt: skip


def _quote(n: int, day: dt.date) -> Json:
    return {
        "id": f"quote-{n}", "quote_type": "direct", "contents": [f"These are the words of quotation {n}."],
        "context": "Invented.", "speaker": f"actor-{n % 3 and n * 7 % 300}", "cue": "said",
        "spoken_on": day.isoformat(), "spoken_precision": "day", "topics": [f"topic-{n % 2 * n % 150}"],
    }  # fmt: skip


def _caveat(n: int, event: str | None) -> Json:
    return {
        "id": f"caveat-{n}", "kind": CAVEATS[n % len(CAVEATS)], "text": f"Caveat {n} is invented.",
        "concerns": [event] if event else [],
    }  # fmt: skip
