"""The ledger: statements that count once, the latest of each population, who disagrees, what became of a claim."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from data import queries
from data.figures import agreement, latest, ledger, statements
from data.figures.attributions import attributions_of, items_with_attributions
from data.queries.selection import Selection
from data.records.vocabulary import Verdict
from data.tables.archive import Archive, archive_from_records
from data.tables.known_on import as_known_on

Json = dict[str, Any]

LEAD, LAST = "aljazeera-2022-01-07", "2022-12-20"
EVERYTHING = Selection(known_on=LAST)
POLICE = f"{LEAD}.killed-police-and-guard"


def life(reports: Archive, item_id: str, day: str = LAST) -> ledger.ClaimHistory:
    """The life of a claim as known on a day."""
    found = queries.rows(queries.claims(reports, Selection(known_on=day)))
    return ledger.history_of(reports, next(row for row in found if row["item_id"] == item_id), Selection(known_on=day))


def ids(rows: Any) -> list[str]:
    return [row["item_id"] for row in rows]


QUESTIONS = [
    statements.statements, latest.latest_figures, latest.headline_figures,
    agreement.compared_claims, ledger.own_updates, items_with_attributions,
]  # fmt: skip


@pytest.mark.parametrize("n", range(len(QUESTIONS)))
@pytest.mark.parametrize("day", ["2022-01-06", "2022-01-09", LAST])
def test_both_engines_give_the_same_answer(reports: Archive, reports_duckdb: Archive, n: int, day: str) -> None:
    """Guards against an engine on which relations, statements or days come out otherwise."""
    selection = Selection(known_on=day, topic=("deaths", "arrests"))
    assert_frame_equal(QUESTIONS[n](reports_duckdb, selection), QUESTIONS[n](reports, selection))


def test_claims_that_are_one_statement_count_once(reports: Archive) -> None:
    """Guards against a wire story in four papers looking like four confirmations."""
    carried = {
        row["item_id"]: row["report_count"]
        for row in queries.rows(statements.statements(reports, EVERYTHING))
        if row["report_count"] > 1
    }
    assert carried == {
        f"{LEAD}.killed-armed-criminals": 4,
        POLICE: 3,
        f"{LEAD}.killed-dozens": 2,
        "guardian-2022-01-06.killed-attackers": 2,
        "reuters-2022-01-15.killed-225": 2,
    }


def test_a_claim_that_repeats_two_statements_makes_them_one(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against only the first of several repeated claims being followed."""
    (claim,) = small_record["claims"]
    small_record["claims"] = [
        claim | {"id": "a"},
        claim | {"id": "b"},
        claim | {"id": "c", "same_statement_as": ["a", "b"]},
    ]
    archive = archive_from_records(write_record(small_record).parent)
    assert archive.problems == ()
    (statement,) = queries.rows(statements.statements(archive))
    assert statement["report_count"] == 3


def test_a_filter_hides_carriers_and_not_how_many_there_are(reports: Archive) -> None:
    """Guards against “carried by 1” under a filter by article, and against a statement gone with its first report."""
    cbc = replace(EVERYTHING, article=("cbc-2022-01-07",))
    shown = {row["item_id"]: row["report_count"] for row in queries.rows(statements.statements(reports, cbc))}
    assert shown["cbc-2022-01-07.killed-police-and-guard"] == 3


def test_a_figure_that_was_replaced_or_withdrawn_is_not_the_latest(reports: Archive) -> None:
    """Guards against yesterday's number on today's front page."""
    newest = latest.latest_figures(reports, EVERYTHING)
    assert set(newest["status"]) <= {"current", "contested", "denied"}
    assert newest.groupby(["count", "population_group", "area"]).size().drop(("killed", "subset", "whole")).max() == 1


def test_a_first_look_shows_the_whole_and_a_part_only_where_the_whole_has_no_figure(reports: Archive) -> None:
    """Guards against Almaty's dead standing beside the country's as if they came on top."""
    early = latest.headline_figures(reports, Selection(known_on="2022-01-06"))
    late = latest.headline_figures(reports, EVERYTHING)
    assert ("killed", "security_forces", "almaty") in set(
        early[["count", "population_group", "area"]].itertuples(index=False)
    )
    assert ("killed", "security_forces", "almaty") not in set(
        late[["count", "population_group", "area"]].itertuples(index=False)
    )


def test_the_life_of_a_claim_names_who_repeats_replaces_and_disagrees(reports: Archive) -> None:
    """Guards against a card that leaves out one of the reports that made or unmade the figure."""
    police = life(reports, POLICE)
    assert len(police.reports) == 3
    (found,) = police.contradictions
    assert ids([found.other]) == ["ap-2022-01-09.killed-police-and-guard"]
    assert (found.marked, found.rule) == (True, Verdict.INCOMPATIBLE)
    withdrawn = life(reports, "ap-2022-01-09.killed-164")
    assert ids(withdrawn.withdrawn_by) == ["reuters-2022-01-10.killed-164"]
    assert ids(withdrawn.parts) == ["ap-2022-01-09.killed-103-almaty"]
    detained = life(reports, "reuters-2022-01-10.detained-7939")
    assert sorted(ids(detained.replaces)) == [
        "aljazeera-live-2022-01-07.detained-3000", "ap-2022-01-09.detained-5800", "tass-2022-01-07.detained-3811",
    ]  # fmt: skip
    assert ids(life(reports, "ani-2022-01-15.killed-225").replaced_by) == ["hrw-2022-12-20.killed-238"]


def test_the_life_of_a_claim_grows_with_the_days(reports: Archive) -> None:
    """Guards against a life told from its end."""
    assert life(reports, POLICE, "2022-01-08").contradictions == ()
    assert life(reports, "ap-2022-01-09.killed-164", "2022-01-09").withdrawn_by == ()
    assert len(life(reports, f"{LEAD}.killed-dozens", "2022-01-07").reports) == 1
    assert len(life(reports, f"{LEAD}.killed-dozens", "2022-01-08").reports) == 2


def test_only_18_and_16_cannot_both_be_true_nor_can_almatys_18(reports: Archive) -> None:
    """Guards against a rule that misses what cannot be true, or that finds quarrels between counts that grew."""
    found = agreement.clashes(reports, EVERYTHING, "killed", 0, 9)
    sixteen = "ap-2022-01-09.killed-police-and-guard"
    assert {(one.claim["item_id"], other.claim["item_id"]) for one, other in found} == {
        (POLICE, sixteen), ("guardian-2022-01-06.killed-officers-18", sixteen),
    }  # fmt: skip
    assert agreement.clash_count(reports, EVERYTHING, "killed") == 2
    one, other = found[0]
    assert (one.claim["value_text"], other.claim["value_text"]) == ("18", "16")
    assert agreement.clashes(reports, EVERYTHING, "detained", 0, 9) == []


def test_the_four_counts_of_7_january_can_all_be_true_together(reports: Archive) -> None:
    """Guards against the four being told as a quarrel, and against one of them left out."""
    ((verdict, members),) = agreement.compared_groups(reports, Selection(), "detained", 0, 9)
    assert verdict is Verdict.COMPATIBLE
    assert {row["value_text"] for row in members} == {"more than 3,000", "more than 3,700", "more than 3,800", "3,811"}


def test_of_a_day_on_which_not_all_fit_each_pair_stands_for_itself(
    small_record: Json, write_record: Callable[..., Path]
) -> None:
    """Guards against “all can be true together” over figures two of which cannot."""
    (claim,) = small_record["claims"]
    exact = {"qualifier": "exact", "value_text": "At least 40"}
    small_record["claims"] = [
        claim, claim | exact | {"id": "x", "value": 41, "low": 41, "high": 41},
        claim | exact | {"id": "y", "value": 50, "low": 50, "high": 50},
    ]  # fmt: skip
    archive = archive_from_records(write_record(small_record).parent)
    groups = agreement.compared_groups(archive, Selection(), "detained", 0, 9)
    assert [(verdict, len(members)) for verdict, members in groups] == [(Verdict.COMPATIBLE, 2)] * 2
    assert len(agreement.clashes(archive, Selection(), "detained", 0, 9)) == 1


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (POLICE, "contradicts"),
        ("cbc-2022-01-07.killed-police-and-guard", "contradicts"),
        ("ap-2022-01-09.killed-police-and-guard", "contradicts"),
        ("reuters-2022-01-15.killed-225", "superseded"),
        ("ap-2022-01-09.killed-164", "superseded"),
        ("hrw-2022-12-20.killed-238", "uncompared"),
        (f"{LEAD}.arrests-3800", "uncompared"),
    ],
)
def test_a_figure_stands_beside_those_of_others(reports: Archive, item: str, expected: str) -> None:
    """Guards against agreement with oneself: state TV's two numbers of one day are no second source."""
    found = agreement.compared_claims(reports, EVERYTHING).set_index("item_id")["agreement"]
    assert found[item] == expected


def test_on_7_january_the_counts_of_two_sources_agree(reports: Archive) -> None:
    """Guards against a matrix in which nobody ever agrees."""
    found = agreement.compared_claims(reports, Selection()).set_index("item_id")["agreement"]
    assert found[f"{LEAD}.arrests-3800"] == found["tass-2022-01-07.detained-3811"] == "agrees"


def test_a_line_joins_what_one_asserter_replaced_itself(reports: Archive) -> None:
    """Guards against a line through counts of different offices, areas or populations."""
    joined = set(ledger.own_updates(reports, EVERYTHING).itertuples(index=False, name=None))
    assert joined == {
        ("guardian-2022-01-06.arrested-2298", "aljazeera-live-2022-01-07.detained-3000"),
        ("guardian-2022-01-06.arrested-2298", "tass-2022-01-07.detained-3811"),
        ("aljazeera-live-2022-01-07.detained-3000", "reuters-2022-01-10.detained-7939"),
        ("tass-2022-01-07.detained-3811", "reuters-2022-01-10.detained-7939"),
    }


# What each side says.


def sides(archive: Archive, item_id: str) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for row in queries.rows(attributions_of(archive, item_id)):
        found.setdefault(row["speaker_group"], set()).add((row["who"], row["says"]))
    return found


def test_an_event_has_what_is_attributed_its_figures_and_its_quotations(archive: Archive) -> None:
    """Guards against a side made up from topics, and against one whose words are in the record and not shown."""
    assert sides(archive, f"{LEAD}.shoot-to-kill-order") == {"authorities": {("Kassym-Jomart Tokayev", "Asserts")}}
    assert sides(archive, f"{LEAD}.deaths-in-the-unrest") == {
        "media": {("Al Jazeera", "Asserts, in its own voice"), ("Al Jazeera", "Asserts")},
        "protesters_and_witnesses": {("Kuralai", "Asserts")},
    }


def test_what_the_article_says_by_itself_carries_its_hedge(archive: Archive) -> None:
    """Guards against “appeared to have” becoming a plain assertion on its way to another page."""
    ((who, says),) = sides(archive, f"{LEAD}.almaty-retaken")["media"]
    assert (who, says) == ("Al Jazeera", "Asserts, in its own voice (“appeared to have”)")


def test_a_figure_has_those_who_give_another_one_and_the_report_that_withdraws_it(reports: Archive) -> None:
    """Guards against a contradiction told on one page and left out on the other."""
    late = as_known_on(reports, LAST)
    assert ("Authorities of Kazakhstan, office not named", "Gives another figure") in sides(late, POLICE)["authorities"]
    withdrawn = sides(late, "ap-2022-01-09.killed-164")
    assert withdrawn["media"] == {("Reuters", "Reports it withdrawn, as we read it")}
    assert ("Health ministry", "Asserts; withdrawn, as we read Reuters, 10 Jan") in withdrawn["authorities"]


@pytest.mark.parametrize("item", ["nothing", f"{LEAD}.tokayev-age", f"{LEAD}.kuralai-explosions"])
def test_what_is_no_event_and_no_figure_has_no_sides(archive: Archive, item: str) -> None:
    """Guards against sides to a quotation, and against an error for an item that is gone."""
    assert attributions_of(archive, item).empty


def test_a_denial_in_a_record_is_told_as_one(small_record: Json, write_record: Callable[..., Path]) -> None:
    """Guards against the second stance of the schema being read as the first: no article so far has a denial."""
    denied = copy.deepcopy(small_record)
    denied["quotes"][0]["stances"] = [{"item": "detained-40", "stance": "denies"}]
    archive = archive_from_records(write_record(denied).parent)
    found = sides(archive, "northport-2023-03-01.detained-40")
    assert found["protesters_and_witnesses"] == {("Ana Lima", "Denies")}
    assert found["authorities"] == {("Port police", "Asserts")}
