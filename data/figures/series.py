"""The series that a figure belongs to, and the history of a statement."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.records.parts import Series, series_key
from data.records.vocabulary import COUNT_OF, ClaimStatus, Metric, Verdict
from data.tables.rows import ClaimRow

SETTLED = (ClaimStatus.SUPERSEDED, ClaimStatus.RETRACTED)
"""Statuses of figures that are no longer compared: replaced and withdrawn ones."""

MOST_RIVALS = 40
"""Most figures that the history of a figure names as incompatible with it by the rule; it has the number of all."""

RECORD, RULE = "record", "rule"
"""Who contests a figure: a coder, who marks another one as contradicting it, or the rule of `disagreement`."""


def series_of(claim: ClaimRow) -> Series | None:
    """Return the series of a claim; None if its metric is not a count of people that can only grow."""
    if Metric(claim["metric"]) not in COUNT_OF:
        return None
    return series_key(claim["metric"], claim["population_group"], claim["area"], claim["population"])


@dataclass(frozen=True)
class Contradiction:
    """Another statement that contests a figure: by the rule both cannot be true, or a record marks the two, or both.

    `marked` is whether a record marks them as contradicting each other. `rule` is what the rule finds; None if it does
    not compare them: one was replaced or withdrawn, or they are not of one count, population and area.
    """

    other: ClaimRow
    marked: bool
    rule: Verdict | None

    @property
    def by_rule(self) -> bool:
        """Whether the rule finds that both cannot be true."""
        return self.rule is Verdict.INCOMPATIBLE


@dataclass(frozen=True)
class Withdrawal:
    """A statement that counts as withdrawn: its first claim, all claims that make it, and those that withdraw it.

    That a report withdraws a figure is its record's reading; `data.wording.attribution.as_we_read` has the words.
    `withdrawn_by` is empty if no record names the report.
    """

    claim: ClaimRow
    reports: tuple[ClaimRow, ...]
    withdrawn_by: tuple[ClaimRow, ...]

    @property
    def carriers(self) -> tuple[ClaimRow, ...]:
        """The reports that carry the statement: all that make it, without those by which it is withdrawn."""
        return carriers(self.reports, self.withdrawn_by)


def carriers(reports: Iterable[ClaimRow], withdrawn_by: Iterable[ClaimRow]) -> tuple[ClaimRow, ...]:
    """Return the reports of a statement without those by which it is withdrawn: what a number of reports counts."""
    against = {report["item_id"] for report in withdrawn_by}
    return tuple(report for report in reports if report["item_id"] not in against)


@dataclass(frozen=True)
class ClaimHistory:
    """The history of one statement: its reports, and the other statements in a relation to it.

    `claim` is the claim for which the history was requested; `reports` are all known claims that make the statement,
    the first one first. `contested_by` has RECORD and RULE, each if it contests the figure; `contradictions` are the
    statements by which: the first MOST_RIVALS that the rule finds, and all that a record marks. `more_contradictions`
    is how many more the rule finds.
    """

    claim: ClaimRow
    reports: tuple[ClaimRow, ...]
    replaces: tuple[ClaimRow, ...]
    replaced_by: tuple[ClaimRow, ...]
    withdrawn_by: tuple[ClaimRow, ...]
    part_of: tuple[ClaimRow, ...]
    parts: tuple[ClaimRow, ...]
    contested_by: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    more_contradictions: int
    withdrawn_of_series: tuple[Withdrawal, ...]

    @property
    def standing(self) -> ClaimStatus:
        """How the figure stands: the status of its record, but contested as well if only the other end of a pair is so.

        A record marks a contradiction in the later figure alone, and what the rule finds is in no record.
        """
        status = ClaimStatus(self.claim["status"])
        return ClaimStatus.CONTESTED if status is ClaimStatus.CURRENT and self.contested_by else status

    @property
    def carriers(self) -> tuple[ClaimRow, ...]:
        """The reports that carry the statement: all that make it, without those by which it is withdrawn."""
        return carriers(self.reports, self.withdrawn_by)

    @property
    def withdrawn(self) -> tuple[Withdrawal, ...]:
        """Other statements of its series that were withdrawn."""
        first = self.reports[0]["item_id"]
        return tuple(found for found in self.withdrawn_of_series if found.claim["item_id"] != first)
