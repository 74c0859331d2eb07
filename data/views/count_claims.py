"""The figures of a count as values that a chart and a list are made from: words, number, how long each stood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from data.figures.row_types import StatementRow
from data.figures.series import ClaimHistory
from data.records.vocabulary import WHOLE, ClaimStatus, Count, PopulationGroup
from data.views.casualties_matrix import group_label
from data.views.contradictions import standing_words
from data.views.figure_rows import (
    METRIC_NOUNS,
    asserter,
    other_day_words,
    our_reading,
    publisher_words,
    reports_words,
    withdrawn_in,
)
from data.views.linked_words import dated_figures, plain
from data.views.marks import Mark, mark_of
from data.wording.phrases import day_of_month, figure_parts

STANDS, REPLACED, WITHDRAWN = "stands", "replaced", "withdrawn"


@dataclass(frozen=True)
class CountClaim:
    """A statement in a chart of a count. `value` is None for a word without a number.

    `state` is STANDS, REPLACED or WITHDRAWN; `ended_on` is the day of that, empty if it stands or the day is not known.
    `replaced_by`, `disagrees` and `part_of` are ids of other statements. `contested` is by whose word it is contested,
    or empty. `as_read` is by which report it counts as withdrawn. `as_of` is the day that it speaks of if that is
    earlier than its report; `as_of_words` is that day in words, empty if it is the day of the report. `publisher`
    published its first report, empty if the publisher itself says so. `of_all` is whether it counts all people of the
    whole area, and no filter may hide another one that does.
    """

    item_id: str
    panel: str
    day: str
    value: float | None
    mark: Mark
    before: str
    figure: str
    who: str
    notes: tuple[str, ...] = ()
    warning: str = ""
    as_read: str = ""
    state: str = STANDS
    ended_on: str = ""
    replaced_by: tuple[str, ...] = ()
    disagrees: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    contested: str = ""
    as_of: str = ""
    as_of_words: str = ""
    publisher: str = ""
    of_all: bool = False
    corrected: bool = False

    @property
    def words(self) -> str:
        """The figure with the words before it."""
        return f"{self.before} {self.figure}".strip()


@dataclass(frozen=True)
class CountPanel:
    """The figures of one population, in the order in which they are drawn."""

    title: str
    is_all_people: bool
    claims: Sequence[CountClaim]

    @property
    def highest(self) -> float:
        """The highest number; 0 without a number."""
        return max((claim.value for claim in self.claims if claim.value is not None), default=0)


def count_panels(found: Iterable[tuple[StatementRow, ClaimHistory]], *, all_shown: bool) -> list[CountPanel]:
    """Return the panels of statements with their histories: one per count and population, all people first.

    `all_shown` is whether these are all statements of the day: only then can be said which number stood on which days.
    """
    pairs = list(found)
    first = {report["item_id"]: history.reports[0]["item_id"] for _, history in pairs for report in history.reports}
    counts, groups = list(map(str, Count)), list(map(str, PopulationGroup))

    def order(pair: tuple[StatementRow, ClaimHistory]) -> tuple[int, int]:
        return counts.index(pair[0]["count"]), groups.index(pair[0]["population_group"])

    panels = []
    several = len({row["count"] for row, _ in pairs}) > 1
    for (count, group), members in groupby(sorted(pairs, key=order), key=order):
        label = group_label(groups[group])
        title = f"{Count(counts[count]).label}: {label[0].lower()}{label[1:]}" if several else label
        in_panel = list(members)
        is_mixed = len({row["metric"] for row, _ in in_panel}) > 1
        claims = [_claim(row, history, title, first) for row, history in in_panel]
        if not all_shown:
            claims = [replace(claim, of_all=False) for claim in claims]
        if is_mixed:
            claims = [
                replace(claim, who=f"{claim.who} · {METRIC_NOUNS.get(row['metric'], row['metric'])}")
                for claim, (row, _) in zip(claims, in_panel, strict=True)
            ]
        panels.append(CountPanel(title, groups[group] == PopulationGroup.ALL_PEOPLE, in_order(claims)))
    return panels


def in_order(claims: Sequence[CountClaim]) -> list[CountClaim]:
    """Return figures in the order of their days.

    Within a day replaced ones come before those that replaced them, and a whole before its parts.
    """
    by_id = {claim.item_id: claim for claim in claims}
    return sorted(claims, key=lambda claim: (claim.day, -_successors(claim, by_id), bool(claim.part_of), claim.item_id))


def _successors(claim: CountClaim, by_id: Mapping[str, CountClaim]) -> int:
    """The number of figures of the same day that replaced a figure, directly or through others."""
    seen: set[str] = set()
    waiting = [claim]
    while waiting:
        for item_id in waiting.pop().replaced_by:
            newer = by_id.get(item_id)
            if newer and newer.day == claim.day and item_id not in seen and item_id != claim.item_id:
                seen.add(item_id)
                waiting.append(newer)
    return len(seen)


def _claim(row: StatementRow, history: ClaimHistory, panel: str, first: Mapping[str, str]) -> CountClaim:
    before, figure = figure_parts(row)
    named = row["area"] == WHOLE or not row["place"] or row["place"] in row["asserted_by_name"]
    place = "" if named else f", in {row['place']}"
    state = {ClaimStatus.RETRACTED: WITHDRAWN, ClaimStatus.SUPERSEDED: REPLACED}.get(ClaimStatus(row["status"]), STANDS)
    ends = {WITHDRAWN: history.withdrawn_by, REPLACED: history.replaced_by}.get(state, ())
    ended_on = min((claim["reported_on"] for claim in ends), default="")
    return CountClaim(
        item_id=row["item_id"],
        panel=panel,
        day=row["reported_on"],
        value=row["value"],
        mark=mark_of(row),
        before=before,
        figure=figure,
        who=f"{asserter(row)}{place}",
        notes=tuple(_notes(row, history)),
        warning=_warning(history, state, ended_on),
        as_read=withdrawn_in(history),
        state=state,
        ended_on=ended_on,
        replaced_by=_ids(history.replaced_by, first),
        disagrees=_ids((found.other for found in history.contradictions), first),
        contested=standing_words(history).lower() if history.standing is ClaimStatus.CONTESTED else "",
        part_of=_ids(history.part_of, first),
        as_of=row["as_of"] if row["as_of"] and row["as_of"] < row["reported_on"] else "",
        as_of_words=other_day_words(row),
        publisher=publisher_words(history.reports[0]),
        of_all=row["area"] == WHOLE and row["population_group"] == PopulationGroup.ALL_PEOPLE,
        corrected=bool(row["corrected_on"]),
    )


def _ids(claims: Iterable[Mapping[str, object]], first: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(first[str(claim["item_id"])] for claim in claims if claim["item_id"] in first)


def _notes(row: StatementRow, history: ClaimHistory) -> list[str]:
    notes = []
    if row["population"] and row["population_group"] in (
        PopulationGroup.SUBSET,
        PopulationGroup.LABELLED_BY_AUTHORITIES,
    ):
        notes.append(row["population"])
    if reports := reports_words(history):
        notes.append(reports)
    if history.replaces:
        notes.append(f"replaced {plain(dated_figures(history.replaces))}{our_reading(history.reports, why=False)}")
    if history.part_of:
        notes.append(f"part of {plain(dated_figures(history.part_of))}")
    return notes


def _warning(history: ClaimHistory, state: str, ended_on: str) -> str:
    if state == WITHDRAWN:
        read = withdrawn_in(history)
        return f"Withdrawn, {read}" if ended_on and read else "Withdrawn"
    others = [found.other for found in history.contradictions]
    return f"≠ {plain(dated_figures(others, more=history.more_contradictions))}" if others else ""


def gap_sentence(claims: Sequence[CountClaim]) -> str:
    """Return “From 10 January to 15 January no recorded total stands for the whole country.”, or an empty text.

    Only a gap after a withdrawal is named, and only for figures of all people.
    """
    numbers = [claim for claim in claims if claim.of_all and claim.value is not None]
    for withdrawn in (claim for claim in numbers if claim.state == WITHDRAWN and claim.ended_on):
        end = withdrawn.ended_on
        others = [claim for claim in numbers if claim.state != WITHDRAWN or claim.ended_on]
        if any(claim.day <= end and (claim.state == STANDS or claim.ended_on > end) for claim in others):
            continue
        later = min((claim.day for claim in numbers if claim.day > end), default="")
        if later:
            return f"From {day_of_month(end)} to {day_of_month(later)} no recorded total stands for the whole country."
        return f"Since {day_of_month(end)} no recorded total stands for the whole country."
    return ""
