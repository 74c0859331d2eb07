"""Casualties and arrests: the ledger of figures, changes of a count, contested and withdrawn figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import export
from data.figures import agreement, latest, ledger, statements
from data.figures.row_types import ComparedClaimRow, StatementRow
from data.figures.series import ClaimHistory
from data.queries.selection import Selection
from data.records.vocabulary import ClaimStatus, CountFamily, Metric, Verdict
from data.tables.rows import ClaimRow, Format, Table, rows
from data.views.base import Choices, View, Visuals
from data.views.captions import AS_OF, DISAGREEMENTS, REPORT_DAYS
from data.views.casualties_disputes import (
    MAX_DISPUTES,
    MAX_FIRST_DISPUTES,
    Dispute,
    dispute_of_pair,
    disputes_of_withdrawals,
)
from data.views.casualties_headline import casualties_headline
from data.views.casualties_ledger import AreaGroup, CasualtyRow, casualty_ledger
from data.views.casualties_matrix import MAX_ROWS as MAX_ASSERTERS
from data.views.casualties_matrix import Matrix, matrix
from data.views.casualties_others import OtherFigures, figures_of, other_figures
from data.views.clashes import clashes_of
from data.views.contradictions import standing_words
from data.views.count_claims import CountPanel, count_panels
from data.views.count_list import MAX_LIST, CountSection, count_section
from data.views.data_table import DataTable
from data.views.empty_result import EmptyResult
from data.views.event_words import number_word, sentence
from data.views.figures import Clash, comparison_sentence
from data.views.headings import (
    count_title,
)
from data.views.long_list import LongList, joined, slices
from data.views.pager import ListPage, Paged
from data.views.table_columns import CLAIM_COLUMNS, format_claims
from data.wording.emphasis import Sentence
from data.wording.phrases import count_noun
from data.wording.phrases import day as day_with_month


class CasualtiesView(View):
    """The figures of one count family, each with its words and its asserter. Never a sum."""

    path = "casualties"
    name = "Casualties and arrests"
    purpose = "Every figure with its words and who asserts it."
    tables = (Table.CLAIMS,)
    choices: ClassVar[Choices] = {"metric": {str(family): family.label for family in CountFamily}}
    visuals: ClassVar[Visuals] = {
        "latest": lambda view: view.figures,
        "count": lambda view: view.compared_claims,
        "who": lambda view: view.compared_claims,
        "disagreements": lambda view: joined(view.clashes, view.comparisons),
    }
    beside_figures = "count"

    def options(self, key: str) -> Mapping[str, str]:
        """As `View.options`; only count families with a figure are values of `metric`."""
        labels = super().options(key)
        return {family: labels[family] for family in ledger.known_count_families(self.archive)}

    @property
    def count_family(self) -> str:
        """The count family shown: a key of COUNT_FAMILIES."""
        return self.choice("metric")

    @property
    def shown(self) -> Selection:
        """As `View.shown`; of the figures, those of the family."""
        return replace(self.selection, metric=self.count_family)

    @property
    def label(self) -> str:
        """The label of the count family."""
        return self.options("metric")[self.count_family]

    @property
    def lists(self) -> Sequence[ListPage]:
        """The figures in all the lists of the page."""
        others = [figures.page for figures in self.other_groups.values()]
        disagreeing = self.paged_disputes.page, self.compared_sentences.page
        return self.area_ledger.page, self.count.page, self.matrix.page, *disagreeing, *others

    def for_family(self, count_family: str) -> "CasualtiesView":
        """Return the same view of another count family."""
        address = self.address.with_option("metric", count_family)
        return CasualtiesView(replace(self.reading, address=address))

    @cached_property
    def title(self) -> str:
        """The headline of the page: the latest figure, who says so, and what was withdrawn or contests it."""
        if self.coded:
            return self.coded.title
        if not self.has_reports:
            return "No report yet"
        return casualties_headline(self.label, self.figures, len(self.claims), self.day)

    @property
    def subtitle(self) -> str:
        """The line under the headline: day, number of reports, filters, and that nothing is added up here."""
        filtered = f" {self.filters}." if self.filters else ""
        if self.coded:
            return f"{filtered} {self.coded.sentence}".strip()
        known = f"As known on {day_with_month(self.day)}, from {count_noun(len(self.articles), 'report')}.{filtered} "
        return f"{known if self.has_reports else ''}Nothing is added up that its source does not add up."

    @property
    def days_note(self) -> str:
        """What the days in brackets are, for all figures of a ledger at once."""
        return REPORT_DAYS.text

    as_of_note = AS_OF.text
    """Of which day a figure speaks if nothing is said of it."""

    @property
    def segments(self) -> Sequence[tuple[str, str, bool]]:
        """The count families as (value of the address, label, whether it is shown); the default's value is empty."""
        labels = {"detained": "Arrested", "other": "Other"}
        options = self.options("metric")
        return [
            ("" if number == 0 else family, labels.get(family, label), family == self.count_family)
            for number, (family, label) in enumerate(options.items())
        ]

    @cached_property
    def area_ledger(self) -> Paged[AreaGroup]:
        """The figures that stand or were withdrawn, by area."""
        return casualty_ledger(self, self.count_family)

    @cached_property
    def statement_histories(self) -> list[tuple[StatementRow, ClaimHistory]]:
        """The statements of the family with their histories."""
        return list(zip(rows(self.statements, StatementRow), self.histories(self.statements), strict=True))

    @cached_property
    def report_days(self) -> list[str]:
        """The days on which the selected reports were published, in order."""
        return sorted({row["date_published"] for row in self.articles})

    @cached_property
    def matrix(self) -> Matrix:
        """Who says what, on which day."""
        return matrix(
            self.statement_histories,
            self.report_days,
            lambda total: self.list_page("asserters", total=total, size=MAX_ASSERTERS),
        )

    @cached_property
    def count_panels(self) -> list[CountPanel]:
        """The figures of the family as the counts of groups of people."""
        return count_panels(self.statement_histories, all_shown=not self.selection.is_filtered)

    @cached_property
    def count(self) -> CountSection:
        """How the count changed: drawings and a list."""
        page = self.list_page("count", total=sum(len(panel.claims) for panel in self.count_panels), size=MAX_LIST)
        return count_section(self.label, self.count_panels, self.report_days, page)

    @cached_property
    def disputes(self) -> Sequence[Dispute]:
        """Pairs of figures that contest each other, and withdrawn figures."""
        pairs = LongList(
            len(self.clashes), lambda start, stop: [dispute_of_pair(clash) for clash in self.clashes[start:stop]]
        )
        withdrawn = [history for row, history in self.statement_histories if row["status"] == ClaimStatus.RETRACTED]
        return joined(pairs, disputes_of_withdrawals(withdrawn))

    @cached_property
    def contested_elsewhere(self) -> str:
        """How many figures shown are contested by figures that are not shown; empty for none."""
        shown = {history.reports[0]["item_id"] for _, history in self.statement_histories}
        count = sum(
            any(found.other["item_id"] not in shown for found in history.contradictions)
            for _, history in self.statement_histories
        )
        if not count:
            return ""
        figures = f"{number_word(count)} {'figure' if count == 1 else 'figures'} shown here"
        return sentence(f"{figures} {'is' if count == 1 else 'are'} contested by others that are not shown here.")

    @cached_property
    def paged_disputes(self) -> Paged[Dispute]:
        """The same in pages."""
        found = self.disputes
        return self.paged("disputes", total=len(found), rows=slices(found), shown=MAX_FIRST_DISPUTES, size=MAX_DISPUTES)

    @cached_property
    def other_groups(self) -> dict[str, Paged[CasualtyRow]]:
        """Figures that are not counts of people, by the label of their metric."""
        return {
            other.metric.label: other_figures(self, other.metric, [*other.numbers, *other.words])
            for other in self.others
        }

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The selected figures of the family; columns of `ClaimRow`."""
        return queries.claims(self.archive, self.shown)

    @cached_property
    def figures(self) -> Sequence[ClaimHistory]:
        """The latest figure of each population and area, with its history."""
        newest = latest.latest_figures(self.archive, self.selection)
        return self.histories(ledger.filter_count_family(newest, self.count_family))

    @cached_property
    def compared_frame(self) -> pd.DataFrame:
        """Figures of people, compared with those of other asserters; columns of `ComparedClaimRow`."""
        return ledger.filter_count_family(agreement.compared_claims(self.archive, self.selection), self.count_family)

    @cached_property
    def compared_claims(self) -> list[ComparedClaimRow]:
        """The same as rows."""
        return rows(self.compared_frame, ComparedClaimRow)

    @cached_property
    def own_updates(self) -> list[tuple[str, str]]:
        """Pairs of ids (older, newer) of figures that an asserter replaced with its own."""
        found = ledger.own_updates(self.archive, self.selection)
        return list(found.itertuples(index=False, name=None))

    @property
    def count_title(self) -> str:
        """The title of the chart over time: numbers of statements, sources and reports."""
        return count_title(self.compared_claims)

    @cached_property
    def clashes(self) -> Sequence[Clash]:
        """Pairs of statements that contest each other, by the rule or as a record marks them."""
        return clashes_of(self, self.count_family)

    @cached_property
    def comparisons(self) -> Sequence[tuple[Verdict, list[ClaimRow]]]:
        """Groups of statements of one day, population and area, each with its verdict."""
        asked = self.archive, self.selection, self.count_family
        return LongList(agreement.compared_group_count(*asked), partial(agreement.compared_groups, *asked))

    @cached_property
    def compared_sentences(self) -> Paged[Sentence]:
        """What the rule finds in the groups of `comparisons`, a sentence each."""
        found = self.comparisons
        return self.paged(
            "compared",
            total=len(found),
            rows=lambda start, stop: [self._comparison(*group) for group in found[start:stop]],
            shown=MAX_FIRST_DISPUTES,
            size=MAX_DISPUTES,
        )

    def _comparison(self, verdict: Verdict, claims: Sequence[ClaimRow]) -> Sentence:
        book, ids = ledger.ledger(self.archive, self.selection), {claim["item_id"] for claim in claims}
        marked = [pair for pair in book.marked_pairs if ids.issuperset(pair)]
        return comparison_sentence(verdict, claims, [(book.claims[one], book.claims[other]) for one, other in marked])

    @property
    def rule_of_disagreement(self) -> str:
        """How figures are held against each other."""
        return DISAGREEMENTS.text

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The statements of the family, one row each; columns of `StatementRow`."""
        return ledger.filter_count_family(statements.statements(self.archive, self.selection), self.count_family)

    @cached_property
    def others(self) -> list[OtherFigures]:
        """Figures that are not counts of people, by metric."""
        found = rows(self.claims[~self.claims["metric"].isin(self.compared_frame["metric"])], ClaimRow)
        by_metric = [(metric, [claim for claim in found if claim["metric"] == metric]) for metric in Metric]
        return [figures_of(metric, claims) for metric, claims in by_metric if claims]

    @property
    def no_figures(self) -> EmptyResult:
        """The reason why no figure of the family is shown."""
        found = queries.claims(self.archive, self.selection)
        others = {
            label: len(ledger.filter_count_family(found, family))
            for family, label in self.options("metric").items()
            if family != self.count_family
        }
        empty = self.empty_result(queries.claims, f"figures of this kind ({self.label.lower()})")
        return replace(empty, elsewhere={label: count for label, count in others.items() if count})

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The figures of the family."""
        csv = partial(export, self.archive, Table.CLAIMS, Format.CSV, self.shown)
        title = f"{self.label}: every figure"
        return (DataTable("family", title, self.claims, CLAIM_COLUMNS, csv, self._format_claims),)

    def _format_claims(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Figures for readers, each with how it stands and by whose word."""
        return format_claims(claims).assign(status=[standing_words(history) for history in self.histories(claims)])
