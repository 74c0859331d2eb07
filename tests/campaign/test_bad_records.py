"""Thousands of records of which one value is wrong: each is told or shown, and costs no other record."""

import json
from pathlib import Path
from typing import Any

from data.records.loader import load_records
from data.tables.archive import archive_of
from hosting.first_pages import ask_every_page
from tests.campaign.bad_records import BAD, bad_records, written
from tests.hostile import hostile

Json = dict[str, Any]

LEAST = 2_500
"""So many records there are at least."""

SHOWN = 12
"""Of those that are sound all the same, so many have all their pages made; each has another kind of value."""

OF_ITS_OWN = (
    "northport", "dockers", "port-police", "ana-lima", "zoe-brandt", "detentions", "detained-40", "lima-", "brandt-",
    "work",
)  # fmt: skip
"""How the ids of the small record begin."""


def with_other_ids(record: Json) -> Json:
    """The same record about others: it has no id in common with the one that it was made from."""
    text = json.dumps(record)
    for name in OF_ITS_OWN:
        text = text.replace(f'"{name}', f'"other-{name}')
    return json.loads(text)


def test_none_is_raised_none_goes_untold_and_the_sound_one_stays(tmp_path: Path, small_record: Json) -> None:
    """Guards against one file that takes all others down, and one that is left out without a word."""
    folder = tmp_path / "articles"
    folder.mkdir()
    sound = with_other_ids(small_record)
    (folder / "sound.json").write_text(json.dumps(sound), "utf-8")
    tried, lost, untold, accepted = 0, [], [], {}
    for what, record in bad_records(hostile(small_record)[0]):
        (folder / "bad.json").write_bytes(written(record))
        loaded = load_records([folder])
        tried += 1
        lost += [what] if sound["article"]["id"] not in {each.article.id for each in loaded.records} else []
        untold += [what] if len(loaded.records) == 1 and not loaded.problems else []
        untold += [
            f"{what} in lines" for problem in loaded.problems if "\n" in str(problem) or len(str(problem)) > 1_000
        ]
        if len(loaded.records) == 2:
            accepted.setdefault(what.rpartition(": ")[2], loaded)
    assert tried >= LEAST
    assert (lost, untold) == ([], [])
    assert len(accepted) > SHOWN
    for loaded in list(accepted.values())[-SHOWN:]:
        ask_every_page(archive_of(loaded, folder))


def test_each_kind_of_value_is_another_one() -> None:
    """Guards against a table of kinds that became the same by a slip."""
    assert len({repr(value) for value in BAD.values()}) == len(BAD)
