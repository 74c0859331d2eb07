"""Who says what, on which day: a table of asserters by days, grouped by population."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data.figures.row_types import StatementRow
from data.figures.series import ClaimHistory
from data.records.vocabulary import WHOLE, PopulationGroup
from data.tables.rows import ClaimRow
from data.views.contradictions import by_whose_word
from data.views.figure_rows import METRIC_NOUNS, MOST_NAMED, FigureRow, figure_row, withdrawals_by_report
from data.views.linked_words import Piece, figure_piece
from data.views.pager import ListPage
from data.wording.phrases import count_noun, day_labels, figure_phrase, join_words

MAX_EMPTY_DAYS = 12
"""Most days of the table if it has those without a figure too; with more days, only those with a figure are columns."""

MAX_DAYS = 31
"""Most days of the table; the last ones."""

MAX_ROWS = 60
"""Most asserters of the table on one page."""

GROUP_LABELS: dict[str, str] = {
    PopulationGroup.ALL_PEOPLE: "All people",
    PopulationGroup.LABELLED_BY_AUTHORITIES: "As the authorities label them",
    PopulationGroup.SUBSET: "Other counts",
}
"""Short labels of populations for headings; the others have their own label."""


def group_label(group: str) -> str:
    """Return the heading of a population."""
    return GROUP_LABELS.get(group, PopulationGroup(group).label)


@dataclass(frozen=True)
class MatrixFigure:
    """A figure in a cell: `details` are short lines under it, such as “in 2 reports”; `clashes` are the figures with ≠,

    each word of whose it is after its figures.
    """

    figure: FigureRow
    details: tuple[str, ...]
    clashes: tuple[Piece, ...]


@dataclass(frozen=True)
class MatrixRow:
    """The figures of one asserter about one population: one tuple per day, empty for nothing on that day."""

    asserter: str
    cells: tuple[tuple[MatrixFigure, ...], ...]


@dataclass(frozen=True)
class MatrixGroup:
    """The asserters of one population."""

    label: str
    rows: Sequence[MatrixRow]


@dataclass(frozen=True)
class Matrix:
    """A page of the table. `days` are the labels of its columns; `left_out` is how many figures are of other days.

    `why_empty` says of each column why it is empty: “164 withdrawn, as we read Reuters”; empty text for the others.
    """

    days: Sequence[str]
    why_empty: Sequence[str]
    groups: Sequence[MatrixGroup]
    page: ListPage
    left_out: int

    @property
    def left_out_words(self) -> str:
        """“12 figures of other days are not in this table.”; empty if all are of its days."""
        are = "is" if self.left_out == 1 else "are"
        return f"{count_noun(self.left_out, 'figure')} of other days {are} not in this table." if self.left_out else ""


def matrix(
    statements: Iterable[tuple[StatementRow, ClaimHistory]],
    report_days: Sequence[str],
    page_of: Callable[[int], ListPage],
) -> Matrix:
    """Return the table of statements with their histories; `report_days` are all days with reports, in order.

    `page_of` returns the page that is shown of a number of asserters.
    """
    found = list(statements)
    days = _days({row["reported_on"] for row, _ in found}, report_days)
    shown = [(row, history) for row, history in found if row["reported_on"] in days]
    is_mixed = len({row["metric"] for row, _ in found}) > 1
    by_row: dict[tuple[str, str], list[tuple[StatementRow, ClaimHistory]]] = {}
    groups = list(map(str, PopulationGroup))
    for row, history in sorted(shown, key=lambda each: _rank(each[0], groups)):
        by_row.setdefault((row["population_group"], row["asserted_by_name"]), []).append((row, history))
    page = page_of(len(by_row))
    by_group: dict[str, list[MatrixRow]] = {}
    for group, name in list(by_row)[page.rows]:
        by_group.setdefault(group, []).append(_row(name, by_row[group, name], days, is_mixed=is_mixed))
    shown_groups = [MatrixGroup(group_label(group), members) for group, members in by_group.items()]
    filled = {row["reported_on"] for row, _ in shown}
    histories = [history for _, history in found]
    why_empty = ["" if iso in filled else _why_empty(histories, iso) for iso in days]
    return Matrix(day_labels(days), why_empty, shown_groups, page, len(found) - len(shown))


def _days(with_figures: set[str], report_days: Sequence[str]) -> list[str]:
    every = sorted(with_figures | set(report_days))
    return every if len(every) <= MAX_EMPTY_DAYS else sorted(with_figures)[-MAX_DAYS:]


def _why_empty(histories: Sequence[ClaimHistory], iso: str) -> str:
    """What the reports of a day do with earlier figures; or that they have none of the kind."""
    withdrawn = [each for each in histories if _has(each.withdrawn_by, iso)]
    parts = [f"{_named(claims)} withdrawn, {read}" for read, claims in withdrawals_by_report(withdrawn)]
    if repeated := [each.claim for each in histories if _has(each.carriers, iso)]:
        parts.insert(0, f"{_named(repeated)} again")
    return "; ".join(parts) or "no such figure in its reports"


def _has(reports: Iterable[ClaimRow], iso: str) -> bool:
    return any(report["reported_on"] == iso for report in reports)


def _named(claims: Sequence[ClaimRow]) -> str:
    left = len(claims[MOST_NAMED:])
    return join_words([*map(figure_phrase, claims[:MOST_NAMED]), *([f"{left:,} more"] if left else [])])


def _rank(row: ClaimRow, groups: list[str]) -> tuple[object, ...]:
    return groups.index(row["population_group"]), row["reported_on"], row["area"] != WHOLE, row["item_id"]


def _row(
    name: str, members: Sequence[tuple[StatementRow, ClaimHistory]], days: Sequence[str], *, is_mixed: bool
) -> MatrixRow:
    return MatrixRow(
        name,
        tuple(
            tuple(_figure(row, h, is_mixed=is_mixed) for row, h in members if row["reported_on"] == iso) for iso in days
        ),
    )


def _figure(row: StatementRow, history: ClaimHistory, *, is_mixed: bool) -> MatrixFigure:
    figure = figure_row(history)
    details = [figure.reports, "replaced" if figure.replaced else ""]
    details.insert(0, f"in {row['place']}" if row["area"] != WHOLE and row["place"] else "")
    if is_mixed:
        details.insert(0, METRIC_NOUNS.get(row["metric"], row["metric"]))
    if row["population_group"] == PopulationGroup.SUBSET and row["population"]:
        details.insert(0, row["population"])
    clashes: list[Piece] = []
    for whose, claims, more in by_whose_word(history):
        left = len(claims[MOST_NAMED:]) + more
        clashes += [figure_piece(claim) for claim in claims[:MOST_NAMED]]
        clashes += [Piece(f"{left:,} more")] if left else []
        clashes.append(Piece(whose))
    return MatrixFigure(figure, tuple(filter(None, details)), tuple(clashes))
