"""The figures of one population, report by report, as the source panel of one of them lists them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data import queries
from data.figures.latest import later_figures
from data.figures.ledger import history_of
from data.figures.series import ClaimHistory
from data.queries.selection import NO_FILTERS
from data.records.vocabulary import COUNT_FAMILIES, COUNT_OF, Metric, PopulationGroup
from data.tables.archive import Archive
from data.tables.known_on import default_day, report_days
from data.tables.rows import ClaimRow, rows
from data.views.address import Address
from data.views.event_words import number_word, sentence
from data.views.figure_rows import FigureRow, figure_row, said_otherwise
from data.wording.phrases import day, day_and_month

MOST_REPORTS = 30
"""Most rows of the list; the others are on the page of the figures."""

GROUPS_BY_WORDS = (PopulationGroup.SUBSET, PopulationGroup.OBJECTS)
"""Groups whose figures count the same only if their sources name the same in the same words."""

GROUP_TITLES: dict[str, str] = {PopulationGroup.ALL_PEOPLE: "All people"}
"""Groups with another word in a title than their label."""


@dataclass(frozen=True)
class OtherReport:
    """Another report of one day with the same statement; `says` is what it says otherwise, empty if nothing."""

    item_id: str
    publisher: str
    says: str


@dataclass(frozen=True)
class ReportRow:
    """A statement as the reports of one day have it; `current` is whether the opened figure is among them.

    `publisher` is empty if it says so itself; `repeated` is the earlier day on which the same statement was reported.
    `withdraws` is that day if the report does not repeat the statement but, as we read it, withdraws it.
    """

    figure: FigureRow
    day: str
    publisher: str
    others: tuple[OtherReport, ...]
    repeated: str
    withdraws: str
    current: bool


@dataclass(frozen=True)
class ReportList:
    """Every figure of a population and metric that is known on the day, in the order of the reports.

    `more` is the number of figures that are not among `rows`, `address` the page that has them all. `later` says
    what the reports of later days have, in numbers only; `latest_day` is the last of them, empty if it is the default
    day of an address.
    """

    title: str
    rows: tuple[ReportRow, ...]
    more: int
    address: Address
    later: str
    latest_day: str

    @property
    def more_words(self) -> str:
        """“12 more figures are not listed here.”; empty if all are."""
        if not self.more:
            return ""
        return f"{self.more:,} more {'figure is' if self.more == 1 else 'figures are'} not listed here."

    @property
    def alone(self) -> bool:
        """Whether there is no other figure of the population and metric."""
        return len(self.rows) == 1 and not self.more and not self.rows[0].others


def report_list(archive: Archive, opened: ClaimRow, shown_on: str) -> ReportList:
    """Return the list for an opened figure; `archive` is cut to the day `shown_on`."""
    same = [claim for claim in rows(queries.claims(archive), ClaimRow) if counts_the_same(claim, opened)]
    found = _groups(archive, same, opened)
    shown = _around(found, opened)
    years = {history.claim["reported_on"][:4] for _, history in shown}
    latest, default = report_days(archive)[-1], default_day(archive)
    page = Address("casualties", replace(NO_FILTERS, known_on=None if shown_on == default else shown_on))
    family = next(family for family, metrics in COUNT_FAMILIES.items() if opened["metric"] in metrics)
    return ReportList(
        title=_title(opened),
        rows=tuple(_row(archive, claims, history, opened, with_year=len(years) > 1) for claims, history in shown),
        more=len(same) - sum(len(claims) for claims, _ in shown),
        address=page.with_option("metric", family),
        later=_later(archive, opened, shown_on),
        latest_day="" if latest == default else latest,
    )


def counts_the_same(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether two figures are of one population and metric, in whatever area; arrests and detentions are one metric."""
    metrics = Metric(one["metric"]), Metric(other["metric"])
    counts = COUNT_OF.get(metrics[0]), COUNT_OF.get(metrics[1])
    same_metric = metrics[0] is metrics[1] or (counts[0] is not None and counts[0] is counts[1])
    by_words = one["population_group"] in GROUPS_BY_WORDS
    same_words = not by_words or one["population"] == other["population"]
    return same_metric and one["population_group"] == other["population_group"] and same_words


def _groups(
    archive: Archive, claims: Sequence[ClaimRow], opened: ClaimRow
) -> list[tuple[list[ClaimRow], ClaimHistory]]:
    """The claims of one statement and day together, with the history of the opened one, else of the first.

    Reports by which the statement is withdrawn are apart from those that carry it. The statement's first report leads,
    whichever figure was opened.
    """
    groups: dict[tuple[str, str, bool], list[ClaimRow]] = {}
    for claim in sorted(claims, key=lambda claim: (claim["reported_on"], claim["item_id"])):
        history = history_of(archive, claim)
        key = claim["reported_on"], history.reports[0]["item_id"], _withdraws(claim, history)
        groups.setdefault(key, []).append(claim)
    for (_, statement, _), group in groups.items():
        group.sort(key=lambda claim: claim["item_id"] != statement)
    found = []
    for group in groups.values():
        first = next((claim for claim in group if claim["item_id"] == opened["item_id"]), group[0])
        found.append((group, history_of(archive, first)))
    return sorted(found, key=lambda group: (group[1].claim["reported_on"], not _replaced_that_day(group[1])))


def _withdraws(claim: ClaimRow, history: ClaimHistory) -> bool:
    return any(report["item_id"] == claim["item_id"] for report in history.withdrawn_by)


def _replaced_that_day(history: ClaimHistory) -> bool:
    day_of_it = history.claim["reported_on"]
    return any(newer["reported_on"] == day_of_it for newer in history.replaced_by)


def _around(
    groups: Sequence[tuple[list[ClaimRow], ClaimHistory]], opened: ClaimRow
) -> Sequence[tuple[list[ClaimRow], ClaimHistory]]:
    """At most MOST_REPORTS groups, with that of the opened figure among them."""
    place = next(n for n, (claims, _) in enumerate(groups) if _holds(claims, opened))
    start = max(0, min(place - MOST_REPORTS // 2, len(groups) - MOST_REPORTS))
    return groups[start : start + MOST_REPORTS]


def _holds(claims: Sequence[ClaimRow], opened: ClaimRow) -> bool:
    return any(claim["item_id"] == opened["item_id"] for claim in claims)


def _row(
    archive: Archive, claims: Sequence[ClaimRow], history: ClaimHistory, opened: ClaimRow, *, with_year: bool
) -> ReportRow:
    claim = history.claim
    figure = figure_row(history, caveats=queries.caveats_by_item(archive).get(claim["item_id"], ()))
    reported = _day(claim["reported_on"], with_year)
    before = [report["reported_on"] for report in history.carriers if report["reported_on"] < claim["reported_on"]]
    earlier = _day(before[0], with_year) if before else ""
    withdraws = _withdraws(claim, history)
    return ReportRow(
        figure=figure,
        day=reported,
        publisher="" if claim["publisher"] == claim["asserted_by_name"] else claim["publisher"],
        others=tuple(
            OtherReport(other["item_id"], other["publisher"], said_otherwise(other, claim))
            for other in claims
            if other["item_id"] != claim["item_id"]
        ),
        repeated="" if withdraws else earlier,
        withdraws=(earlier or reported) if withdraws else "",
        current=_holds(claims, opened),
    )


def _day(iso: str, with_year: bool) -> str:
    return day(iso, weekday=False) if with_year else day_and_month(iso)


def _title(claim: ClaimRow) -> str:
    """“Security forces killed, report by report”; “Phone calls: phone calls” says a word once."""
    group, metric = PopulationGroup(claim["population_group"]), Metric(claim["metric"])
    named = claim["population"] if group in GROUPS_BY_WORDS else None
    whom = named or GROUP_TITLES.get(group, group.label)
    count = COUNT_OF.get(metric)
    if count:
        return f"{sentence(whom)} {count.label.lower()}, report by report"
    about = "" if whom.lower() == metric.label.lower() else f": {whom[0].lower()}{whom[1:]}"
    return f"{metric.label}{about}, report by report"


def _later(archive: Archive, opened: ClaimRow, shown_on: str) -> str:
    """How many later days have further figures of the population, and how many figures were withdrawn later.

    Empty if there are none, and for groups that the source's words set apart: theirs cannot be told apart.
    """
    count = COUNT_OF.get(Metric(opened["metric"]))
    if count is None or opened["population_group"] in GROUPS_BY_WORDS:
        return ""
    of_it = [
        series
        for series in later_figures(archive, replace(NO_FILTERS, known_on=shown_on))
        if (series["count"], series["population_group"]) == (count, opened["population_group"])
    ]
    days = len({published_on for series in of_it for _, published_on in series["figures"]})
    reported = [figure for series in of_it for figure, _ in series["withdrawn"]]
    withdrawn = len(set(reported))
    parts = []
    if days:
        parts.append(f"reports of {number_word(days)} later {'day' if days == 1 else 'days'} give further figures")
    if withdrawn:
        least = "at least " if withdrawn < len(reported) else ""  # two reports may tell of one withdrawal
        verb = "was" if withdrawn == 1 else "were"
        parts.append(f"by our reading {least}{number_word(withdrawn)} of the figures above {verb} withdrawn later")
    return sentence(", and ".join(parts) + ".") if parts else ""
