"""How claims of several records stand to each other: what does not hold is told and left out, and nothing else with it.

Three small invented reports, of three days. A test says which claims each has and what is special about them.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest

from data.records.loader import Loaded, load_records
from data.records.relations import Link, Period, status_periods, valid_relations
from data.records.vocabulary import Relation
from data.tables.archive import archive_from_records
from data.tables.engines import to_pandas
from data.tables.known_on import as_known_on

Json = dict[str, Any]
Reports = Mapping[str, Mapping[str, Json]]
"""Report to claim to the fields of the claim that are not those of the small record's."""
Write = Callable[[Reports], Path]

DAYS = {"first": "2023-03-01", "second": "2023-03-02", "third": "2023-03-05"}
FIRST, SECOND, THIRD = DAYS.values()

VERBS = {
    "same_statement_as": "repeats",
    "supersedes": "replaces",
    "contradicts": "contradicts",
    "part_of": "is part of",
    "retracted_by": "is withdrawn by",
}


APART: Json = {"population_group": "subset", "population": "women among them"}
"""What tells a part from its whole."""


def names(kind: str, other: str) -> Json:
    """The field of a claim that names another claim."""
    return {kind: other if kind in ("part_of", "retracted_by") else [other]}


def superseding(*others: str) -> Json:
    return {"supersedes": list(others)}


@pytest.fixture
def write(small_record: Json, write_record: Callable[..., Path]) -> Write:
    """Writes reports as records to a folder, each to a file of its name."""

    def write_all(reports: Reports) -> Path:
        (claim,) = small_record["claims"]
        folder = Path()
        for report, claims in reports.items():
            record = small_record | {
                "article": small_record["article"] | {"id": report, "date_published": DAYS[report]},
                "claims": [claim | {"id": each, "reported_on": DAYS[report]} | own for each, own in claims.items()],
            }
            folder = write_record(record, f"{report}.json").parent
        return folder

    return write_all


def told(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.where, problem.message) for problem in loaded.problems]


def sound(loaded: Loaded) -> list[Link]:
    return valid_relations(loaded.records)[0]


def periods(loaded: Loaded) -> dict[str, list[Period]]:
    return status_periods(loaded.records, sound(loaded))


def status_on(day: str, of: list[Period]) -> str:
    (found,) = (
        str(period.status) for period in of if period.since <= day and (period.until is None or day < period.until)
    )
    return found


def all_loaded(folder: Path, reports: Reports) -> Loaded:
    """What was loaded from a folder, which must be every report with every claim, whatever their relations are."""
    loaded = load_records([folder])
    assert {record.article.id: [claim.id for claim in record.claims] for record in loaded.records} == {
        report: list(claims) for report, claims in reports.items()
    }
    return loaded


def test_every_kind_of_relation_stands_in_the_tables_of_this_file() -> None:
    """Guards against a kind of relation that is added without anyone checking it."""
    assert list(VERBS) == [str(kind) for kind in Relation]


@pytest.mark.parametrize(
    ("kind", "older", "newer"),
    [
        ("same_statement_as", {}, {"same_statement_as": ["first.forty"]}),
        ("supersedes", {"status": "superseded"}, {"supersedes": ["first.forty"]}),
        ("contradicts", {}, {"status": "contested", "contradicts": ["first.forty"]}),
        ("part_of", {}, {"part_of": "first.forty", "population_group": "security_forces"}),
        ("retracted_by", {"status": "retracted", "retracted_by": "second.fifty"}, {}),
    ],
)
def test_a_relation_to_a_claim_of_another_record_holds(write: Write, kind: str, older: Json, newer: Json) -> None:
    """Guards the refusals below: what they refuse must hold where nothing is wrong with it."""
    reports: Reports = {"first": {"forty": older}, "second": {"fifty": newer}}
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == []
    ends = ("first.forty", "second.fifty") if kind == "retracted_by" else ("second.fifty", "first.forty")
    assert sound(loaded) == [Link(Relation(kind), *ends)]


@pytest.mark.parametrize("kind", VERBS)
@pytest.mark.parametrize(
    ("wrong", "shown", "cure"),
    [
        ("first.fourty", "first.fourty", "; did you mean “first.forty”?"),
        ("frist.forty", "frist.forty", "; did you mean “first.forty”?"),
        ("fitfy", "second.fitfy", "; did you mean “second.fifty”?"),
        ("elsewhere.x", "elsewhere.x", ""),
    ],
    ids=["another claim", "another report", "another claim of the same report", "nothing like it"],
)
def test_a_relation_that_points_nowhere_is_told_with_what_may_be_meant(
    write: Write, kind: str, wrong: str, shown: str, cure: str
) -> None:
    """Guards against a claim that is lost because it names one that is not there, and against a cure left to guess."""
    reports: Reports = {"first": {"forty": {}}, "second": {"fifty": {}, "sixty": names(kind, wrong)}}
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == [
        (
            "second.json",
            f"claims[1] (sixty).{kind}",
            f"“{shown}” is not among the loaded records' claims{cure}",
        )
    ]
    assert sound(loaded) == []


def test_a_relation_to_a_record_that_was_left_out_points_nowhere(write: Write) -> None:
    """Guards against a bad file leaving relations behind that lead to no claim."""
    reports = {"first": {"forty": {"status": "superseded"}}, "second": {"fifty": superseding("first.forty")}}
    folder = write(reports)
    (folder / "first.json").write_text("{", "utf-8")
    loaded = load_records([folder])
    assert [record.article.id for record in loaded.records] == ["second"]
    assert told(loaded)[1:] == [
        ("second.json", "claims[0] (fifty).supersedes", "“first.forty” is not among the loaded records' claims")
    ]
    assert sound(loaded) == []


@pytest.mark.parametrize("kind", VERBS)
def test_two_claims_that_name_each_other_are_both_told(write: Write, kind: str) -> None:
    """Guards against a circle, in which whoever asks what came of a figure would never arrive."""
    reports = {
        "first": {"forty": names(kind, "second.fifty")},
        "second": {"fifty": names(kind, "first.forty")},
    }
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == [
        (
            "first.json",
            f"claims[0] (forty).{kind}",
            f"“first.forty” {VERBS[kind]} itself: first.forty → second.fifty → first.forty",
        ),
        (
            "second.json",
            f"claims[0] (fifty).{kind}",
            f"“second.fifty” {VERBS[kind]} itself: second.fifty → first.forty → second.fifty",
        ),
    ]
    assert sound(loaded) == []


@pytest.mark.parametrize("itself", ["forty", "first.forty"])
@pytest.mark.parametrize("kind", VERBS)
def test_a_claim_that_names_itself_is_told(write: Write, kind: str, itself: str) -> None:
    """Guards against the smallest circle of all, in either way of writing it."""
    reports = {"first": {"forty": names(kind, itself)}}
    loaded = all_loaded(write(reports), reports)
    message = f"“first.forty” {VERBS[kind]} itself: first.forty → first.forty"
    assert told(loaded) == [("first.json", f"claims[0] (forty).{kind}", message)]
    assert sound(loaded) == []


@pytest.mark.parametrize("kind", VERBS)
def test_a_circle_of_three_is_told_and_what_only_leads_into_it_holds(write: Write, kind: str) -> None:
    """Guards against circles longer than two, and against a claim beside one losing its relation."""
    reports = {
        "first": {"forty": names(kind, "second.fifty")},
        "second": {"fifty": names(kind, "third.sixty")},
        "third": {"sixty": names(kind, "first.forty"), "seventy": names(kind, "third.sixty")},
    }
    loaded = all_loaded(write(reports), reports)
    circle = [(file, where) for file, where, message in told(loaded) if "itself" in message]
    assert circle == [
        ("first.json", f"claims[0] (forty).{kind}"),
        ("second.json", f"claims[0] (fifty).{kind}"),
        ("third.json", f"claims[0] (sixty).{kind}"),
    ]
    assert sound(loaded) == [Link(Relation(kind), "third.seventy", "third.sixty")]


@pytest.mark.parametrize(
    ("reports", "problem"),
    [
        (
            {"first": {"forty": superseding("second.fifty")}, "second": {"fifty": {}}},
            (
                "first.json",
                "claims[0] (forty).supersedes",
                "the figure of 2023-03-01 (as of 2023-02-28) cannot replace “second.fifty” of 2023-03-02 "
                "(as of 2023-02-28); the newer one names the older",
            ),
        ),
        (
            {"first": {"forty": {"as_of": None} | superseding("second.fifty")}, "second": {"fifty": {}}},
            (
                "first.json",
                "claims[0] (forty).supersedes",
                "the figure of 2023-03-01 cannot replace “second.fifty” of 2023-03-02 (as of 2023-02-28); "
                "the newer one names the older",
            ),
        ),
        (
            {"first": {"forty": {"as_of": "2023-02-27"} | superseding("fifty"), "fifty": {}}},
            (
                "first.json",
                "claims[0] (forty).supersedes",
                "the figure of 2023-03-01 (as of 2023-02-27) cannot replace “first.fifty” of 2023-03-01 "
                "(as of 2023-02-28); the newer one names the older",
            ),
        ),
        (
            {"first": {"forty": {}}, "second": {"fifty": {"retracted_by": "first.forty"}}},
            (
                "second.json",
                "claims[0] (fifty).retracted_by",
                "“first.forty” was reported on 2023-03-01, before the figure that it is to withdraw",
            ),
        ),
        (
            {"first": {"forty": {"part_of": "second.fifty"}}, "second": {"fifty": {}}},
            (
                "first.json",
                "claims[0] (forty).part_of",
                "“second.fifty” was reported on 2023-03-02, after this figure; the later one names the earlier",
            ),
        ),
    ],
    ids=[
        "replaces a later report's",
        "replaces a later report's, without a day of its own",
        "replaces one of a later day in the same report",
        "is withdrawn by an earlier report",
        "is part of a later report's",
    ],
)
def test_what_is_older_neither_replaces_nor_withdraws_what_is_newer(
    write: Write, reports: Reports, problem: tuple[str, str, str]
) -> None:
    """Guards against the two ends of a relation being mixed up, which would show an old figure as the latest one."""
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == [problem]
    assert sound(loaded) == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [("2023-02-28", "2023-02-28"), ("2023-02-28", None), (None, "2023-02-28"), ("2023-02-27", "2023-02-28")],
    ids=["of one day", "the newer gives no day", "the older gives no day", "the newer is of a later day"],
)
def test_a_figure_may_replace_another_of_the_same_report_that_is_not_newer(
    write: Write, older: str | None, newer: str | None
) -> None:
    """Guards against figures being held for out of order where no two days of theirs say so."""
    reports: Reports = {
        "first": {
            "forty": {"as_of": older, "status": "superseded"},
            "fifty": {"as_of": newer, "supersedes": ["forty"]},
        }
    }
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == []
    assert sound(loaded) == [Link(Relation.SUPERSEDES, "first.fifty", "first.forty")]


def test_a_later_report_may_replace_a_figure_although_it_speaks_of_an_earlier_day(write: Write) -> None:
    """Guards against a correction of a count, which may be made for the days before, being refused."""
    reports = {
        "first": {"forty": {"as_of": "2023-02-28", "status": "superseded"}},
        "second": {"fifty": {"as_of": "2023-02-27"} | superseding("first.forty")},
    }
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == []
    assert sound(loaded) == [Link(Relation.SUPERSEDES, "second.fifty", "first.forty")]


@pytest.mark.parametrize("wrong", ["first.fourty", "fifty", "third.sixty"], ids=["nowhere", "itself", "a later one"])
def test_of_several_relations_only_those_that_do_not_hold_are_left_out(write: Write, wrong: str) -> None:
    """Guards against one mistake in a list taking the rest of it along."""
    reports: Reports = {
        "first": {"forty": {"status": "superseded"}},
        "second": {"fifty": superseding("first.forty", wrong) | {"part_of": "first.forty"} | APART},
        "third": {"sixty": {}},
    }
    loaded = all_loaded(write(reports), reports)
    assert [(file, where) for file, where, _ in told(loaded)] == [("second.json", "claims[0] (fifty).supersedes")]
    assert sound(loaded) == [
        Link(Relation.SUPERSEDES, "second.fifty", "first.forty"),
        Link(Relation.PART_OF, "second.fifty", "first.forty"),
    ]


@pytest.mark.parametrize(
    ("reports", "problem"),
    [
        (
            {"first": {"forty": {}}, "second": {"fifty": superseding("first.forty")}},
            ("first.json", "forty", "is “current”, but its relations make it “superseded”"),
        ),
        (
            {"first": {"forty": {"status": "superseded"}}},
            (
                "first.json",
                "forty",
                "is “superseded”, but no relation that holds replaces it; name it in the newer claim's “supersedes”",
            ),
        ),
        (
            {"first": {"forty": {"status": "contested"}}},
            (
                "first.json",
                "forty",
                "is “contested”, but no relation that holds makes it contradict a claim; name one in “contradicts”",
            ),
        ),
        (
            {"first": {"forty": {}}, "second": {"fifty": {"contradicts": ["first.forty"]}}},
            ("second.json", "fifty", "is “current”, but its relations make it “contested”"),
        ),
        (
            {"first": {"forty": {"status": "contested"}}, "second": {"fifty": superseding("first.forty")}},
            ("first.json", "forty", "is “contested”, but its relations make it “superseded”"),
        ),
        (
            {"first": {"forty": {"retracted_by": "second.fifty"}}, "second": {"fifty": {}}},
            ("first.json", "forty", "is “current”, but its relations make it “retracted”"),
        ),
        (
            {
                "first": {"forty": {"retracted_by": "second.fifty", "status": "superseded"}},
                "second": {"fifty": superseding("first.forty")},
            },
            ("first.json", "forty", "is “superseded”, but its relations make it “retracted”"),
        ),
    ],
    ids=[
        "standing, but replaced",
        "superseded, but nobody replaces it",
        "contested, but it contradicts nothing",
        "standing, but it contradicts another",
        "contested, but replaced",
        "standing, but withdrawn",
        "superseded, but withdrawn",
    ],
)
def test_a_status_that_its_relations_do_not_make_is_told(
    write: Write, reports: Reports, problem: tuple[str, str, str]
) -> None:
    """Guards against a record that says one thing in its status and another in its relations."""
    loaded = all_loaded(write(reports), reports)
    file, claim, message = problem
    assert told(loaded) == [(file, f"claims[0] ({claim}).status", message)]
    given = [(kind, other) for claims in reports.values() for own in claims.values() for kind, other in own.items()]
    assert len(sound(loaded)) == sum(kind != "status" for kind, _ in given), "the relations themselves hold"


def test_a_claim_whose_withdrawal_was_not_loaded_stands_and_says_so(write: Write) -> None:
    """Guards against a figure that is shown as withdrawn with nothing to show for it."""
    reports = {"first": {"forty": {"retracted_by": "second.fifty", "status": "retracted"}}}
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == [
        ("first.json", "claims[0] (forty).retracted_by", "“second.fifty” is not among the loaded records' claims"),
        (
            "first.json",
            "claims[0] (forty).status",
            "is “retracted”, but no relation that holds withdraws it; mend “retracted_by”",
        ),
    ]
    assert sound(loaded) == []
    assert status_on(FIRST, periods(loaded)["first.forty"]) == "current"


HISTORIES: dict[str, tuple[Reports, dict[str, str]]] = {
    # what happens to the claim first.forty: the reports, and the status that it has from each day on
    "nothing": ({"first": {"forty": {}}}, {FIRST: "current"}),
    "it is repeated and is a part": (
        {
            "first": {"forty": {"part_of": "fifty"} | APART, "fifty": {}},
            "second": {"x": {"same_statement_as": ["first.forty"]}},
        },
        {FIRST: "current"},
    ),
    "it is replaced by a later report": (
        {"first": {"forty": {"status": "superseded"}}, "second": {}, "third": {"x": superseding("first.forty")}},
        {FIRST: "current", THIRD: "superseded"},
    ),
    "it is replaced in its own report": (
        {"first": {"forty": {"status": "superseded"}, "x": superseding("forty")}},
        {FIRST: "superseded"},
    ),
    "it is replaced twice": (
        {
            "first": {"forty": {"status": "superseded"}},
            "second": {"x": superseding("first.forty")},
            "third": {"y": superseding("first.forty")},
        },
        {FIRST: "current", SECOND: "superseded"},
    ),
    "it is withdrawn by a later report": (
        {"first": {"forty": {"status": "retracted", "retracted_by": "third.x"}}, "second": {}, "third": {"x": {}}},
        {FIRST: "current", THIRD: "retracted"},
    ),
    "it is withdrawn by its own report": (
        {"first": {"forty": {"status": "retracted"}}, "second": {}},
        {FIRST: "retracted"},
    ),
    "it is denied by its own report": ({"first": {"forty": {"status": "denied"}}}, {FIRST: "denied"}),
    "it is denied by its own report and contradicts another": (
        {"first": {"forty": {"status": "denied", "contradicts": ["fifty"]}, "fifty": {}}},
        {FIRST: "denied"},
    ),
    "it is replaced, then withdrawn": (
        {
            "first": {"forty": {"status": "retracted", "retracted_by": "third.y"}},
            "second": {"x": superseding("first.forty")},
            "third": {"y": {}},
        },
        {FIRST: "current", SECOND: "superseded", THIRD: "retracted"},
    ),
    "it is withdrawn, then replaced": (
        {
            "first": {"forty": {"status": "retracted", "retracted_by": "second.x"}},
            "second": {"x": {}},
            "third": {"y": superseding("first.forty")},
        },
        {FIRST: "current", SECOND: "retracted"},
    ),
    "it is replaced and withdrawn on one day": (
        {
            "first": {"forty": {"status": "retracted", "retracted_by": "second.x"}},
            "second": {"x": {}, "y": superseding("first.forty")},
        },
        {FIRST: "current", SECOND: "retracted"},
    ),
    "it contradicts another of its own report": (
        {"first": {"forty": {"status": "contested", "contradicts": ["fifty"]}, "fifty": {}}},
        {FIRST: "contested"},
    ),
    "it is contradicted": (
        {"first": {"forty": {}}, "second": {"x": {"status": "contested", "contradicts": ["first.forty"]}}},
        {FIRST: "current"},
    ),
    "it contradicts another and is replaced": (
        {
            "first": {"x": {}},
            "second": {"forty": {"status": "superseded", "contradicts": ["first.x"]}},
            "third": {"y": superseding("second.forty")},
        },
        {SECOND: "contested", THIRD: "superseded"},
    ),
    "its own report has it withdrawn, and a newer figure replaces it": (
        {"first": {"forty": {"status": "retracted"}}, "second": {"x": superseding("first.forty")}},
        {FIRST: "retracted"},
    ),
}


@pytest.mark.parametrize(("reports", "history"), HISTORIES.values(), ids=HISTORIES.keys())
def test_a_claim_stands_as_the_reports_that_were_out_make_it(
    write: Write, reports: Reports, history: dict[str, str]
) -> None:
    """Guards against a status that comes a day early or late, and against the lesser of two winning over the other."""
    loaded = all_loaded(write(reports), reports)
    assert told(loaded) == []
    days = [*history, None]
    expected = [(status, *days) for status, days in zip(history.values(), pairwise(days), strict=True)]
    (found,) = (of for claim, of in periods(loaded).items() if claim.endswith(".forty"))
    assert [(str(period.status), period.since, period.until) for period in found] == expected


@pytest.mark.parametrize("reports", [reports for reports, _ in HISTORIES.values()], ids=HISTORIES.keys())
def test_on_a_day_every_claim_stands_as_if_nothing_had_been_reported_since(write: Write, reports: Reports) -> None:
    """Guards against a later report showing in an earlier period: what was known then is all that may decide."""
    loaded = load_records([write(reports)])
    for day in DAYS.values():
        known = [record for record in loaded.records if record.article.date_published.isoformat() <= day]
        then = status_periods(known, valid_relations(known)[0])
        assert {claim: status_on(day, of) for claim, of in then.items()} == {
            claim: status_on(day, of) for claim, of in periods(loaded).items() if of[0].since <= day
        }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-02-28", {}),
        ("2023-03-01", {"first.forty": "current"}),
        ("2023-03-02", {"first.forty": "superseded", "second.fifty": "current"}),
        ("2023-03-04", {"first.forty": "superseded", "second.fifty": "current"}),
        ("2023-03-05", {"first.forty": "superseded", "second.fifty": "retracted", "third.sixty": "contested"}),
        ("2030-01-01", {"first.forty": "superseded", "second.fifty": "retracted", "third.sixty": "contested"}),
    ],
)
def test_an_archive_cut_to_a_day_shows_the_claims_as_they_stood_on_it(
    write: Write, day: str, expected: dict[str, str]
) -> None:
    """Guards against the change coming on the day before or after the report that brings it."""
    folder = write(
        {
            "first": {"forty": {"status": "superseded"}},
            "second": {"fifty": superseding("first.forty") | {"status": "retracted", "retracted_by": "third.sixty"}},
            "third": {"sixty": {"status": "contested", "contradicts": ["second.fifty"]}},
        }
    )
    archive = archive_from_records(folder)
    assert archive.problems == ()
    claims = to_pandas(as_known_on(archive, day).table("claims"))
    assert dict(zip(claims["item_id"], claims["status"], strict=True)) == expected


def test_a_relation_that_does_not_hold_reaches_no_table_and_changes_no_status(write: Write) -> None:
    """Guards against a relation that was told as wrong being shown all the same."""
    archive = archive_from_records(
        write(
            {
                "first": {"forty": superseding("second.fifty") | {"retracted_by": "second.nought"}},
                "second": {"fifty": {"contradicts": ["fifty"]}},
            }
        )
    )
    assert len(archive.problems) == 3
    assert len(to_pandas(archive.table("relations"))) == 0
    claims = to_pandas(archive.table("claims"))
    assert dict(zip(claims["item_id"], claims["status"], strict=True)) == dict.fromkeys(
        ("first.forty", "second.fifty"), "current"
    )


def test_the_order_of_the_files_does_not_matter(write: Write) -> None:
    """Guards against a claim that stands or falls with whether its file is read before or after the one it names."""
    reports = {
        "first": {"forty": {"retracted_by": "third.sixty"}, "forty-one": names("part_of", "second.fifty")},
        "second": {"fifty": superseding("first.forty") | names("part_of", "first.forty-one")},
        "third": {"sixty": superseding("second.fifty", "second.fitfy"), "seventy": {"status": "contested"}},
    }
    folder = write(reports)
    loaded = all_loaded(folder, reports)
    assert {file for file, _, _ in told(loaded)} == {"first.json", "second.json", "third.json"}
    for files in permutations(sorted(folder.glob("*.json"))):
        assert load_records(files) == loaded
    links, faults = valid_relations(loaded.records)
    for records in permutations(loaded.records):
        assert set(valid_relations(records)[0]) == set(links)
        assert set(valid_relations(records)[1]) == set(faults)
        assert status_periods(records, links) == periods(loaded)


@pytest.mark.parametrize(
    ("whole", "own", "field"),
    [
        ({}, {}, "population_group"),
        (APART, {"population_group": "subset", "population": None}, ""),
        (APART, APART, "population"),
        ({}, APART, ""),
        ({}, {"population_group": "security_forces"}, ""),
        ({}, {"metric": "injured"}, ""),
        ({}, {"place": None}, ""),
    ],
    ids=["alike", "other words", "the same words", "set apart", "another group", "another count", "another area"],
)
def test_a_part_that_counts_as_its_whole_is_told_and_stays_its_part(
    write: Write, whole: Json, own: Json, field: str
) -> None:
    """Guards against “26” and “four of them” that stand on the pages as a contradiction, which nobody has told."""
    reports: Reports = {"first": {"forty": whole}, "second": {"four": own | {"part_of": "first.forty"}}}
    loaded = all_loaded(write(reports), reports)
    assert [where for _, where, _ in told(loaded)] == ([f"claims[0] (four).{field}"] if field else [])
    assert sound(loaded) == [Link(Relation.PART_OF, "second.four", "first.forty")]
