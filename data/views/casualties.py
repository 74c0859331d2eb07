"""Casualties and arrests: the ledger of figures, how a count changed, and which figures cannot both be true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import ClassVar

import pandas as pd

from data import queries
from data.export.files import claims_for_export, export, to_csv
from data.figures import agreement, latest, ledger
from data.figures.row_types import ComparedClaimRow
from data.figures.series import ClaimHistory
from data.records.vocabulary import Metric, Verdict
from data.tables.rows import ClaimRow, Format, Table, rows
from data.views.base import Choices, DataTable, EmptyResult, View, Visuals
from data.views.figures import Clash
from data.views.headings import (
    claims_title,
    count_title,
    disagreement_title,
    ledger_caption,
    ledger_title,
    who_title,
)
from data.views.table_columns import CLAIM_COLUMNS
from data.wording.citation import figure_reference
from data.wording.descriptions import report_count_phrase


@dataclass(frozen=True)
class OtherFigures:
    """Figures of a metric that is no count of people: its title, those with a number, those in words only."""

    metric: Metric
    title: str
    numbers: Sequence[ClaimRow]
    words: Sequence[ClaimRow]


class CasualtiesView(View):
    """Every figure of one count family, with its words and who asserts it. Never a sum."""

    path = "casualties"
    name = "Casualties and arrests"
    purpose = "Every figure with its words and who asserts it."
    tables = (Table.CLAIMS,)
    choices: ClassVar[Choices] = {
        "metric": {
            "killed": "Killed", "injured": "Injured", "detained": "Arrested and detained", "other": "Other figures",
        },
    }  # fmt: skip
    visuals: ClassVar[Visuals] = {
        "latest": lambda view: view.figures,
        "count": lambda view: view.compared_claims,
        "who": lambda view: view.compared_claims,
        "disagreements": lambda view: [*view.clashes, *view.comparisons],
    }

    def options(self, key: str) -> Mapping[str, str]:
        """As `View.options`; count families of which there is no figure have none."""
        labels = super().options(key)
        return {family: labels[family] for family in ledger.known_count_families(self.archive)}

    @property
    def count_family(self) -> str:
        """The count family that is shown: a key of `data.figures.ledger.COUNT_FAMILIES`."""
        return self.choice("metric")

    @property
    def label(self) -> str:
        """Its name."""
        return self.options("metric")[self.count_family]

    def for_family(self, count_family: str) -> "CasualtiesView":
        """The same view of another count family."""
        address = self.address.with_option("metric", count_family)
        return CasualtiesView(replace(self.reading, address=address))

    @cached_property
    def title(self) -> str:
        """The latest figures in words, with who says so."""
        return ledger_title(self.label, [history.claim for history in self.figures])

    @property
    def subtitle(self) -> str:
        """The day, and that nothing is added up."""
        return ledger_caption(self.day)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Figures of the family that are shown; columns of `claims`."""
        return ledger.FIGURES[self.count_family](self.archive, self.selection)

    @cached_property
    def figures(self) -> Sequence[ClaimHistory]:
        """The latest figure of each population and area, with its history."""
        newest = latest.latest_figures(self.archive, self.selection)
        return self.histories(ledger.filter_count_family(newest, self.count_family))

    @cached_property
    def compared_frame(self) -> pd.DataFrame:
        """Figures of people, each with how it stands to those of others; columns of `compared_claims`."""
        return ledger.filter_count_family(agreement.compared_claims(self.archive, self.selection), self.count_family)

    @cached_property
    def compared_claims(self) -> list[ComparedClaimRow]:
        """The same as rows."""
        return rows(self.compared_frame, ComparedClaimRow)

    @cached_property
    def own_updates(self) -> list[tuple[str, str]]:
        """Figures that one asserter replaced with its own: ids of the older and of the newer one."""
        found = ledger.own_updates(self.archive, self.selection)
        return list(found.itertuples(index=False, name=None))

    @property
    def count_title(self) -> str:
        """How many statements of how many sources, in how many reports."""
        return count_title(self.compared_claims)

    @property
    def who_title(self) -> str:
        """How many of them somebody else's contradict."""
        return who_title(self.compared_claims)

    @cached_property
    def clashes(self) -> list[Clash]:
        """Statements that cannot both be true."""
        found = agreement.clashes(self.archive, self.selection, self.count_family)
        return [Clash(one, other) for one, other in found]

    @property
    def disagreement_title(self) -> str:
        """How many pairs cannot both be true."""
        return disagreement_title(len(self.clashes))

    @cached_property
    def comparisons(self) -> list[tuple[Verdict, list[ClaimRow]]]:
        """Statements of one day, population and area, and whether they can be true together."""
        return agreement.compared_groups(self.archive, self.selection, self.count_family)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Each statement once; columns of `statements`."""
        return ledger.filter_count_family(ledger.statements(self.archive, self.selection), self.count_family)

    def references(self, history: ClaimHistory) -> str:
        """The references of all reports of a statement, ready to be pasted."""
        return "\n\n".join(
            figure_reference(claim, queries.article(self.archive, claim["article_id"])) for claim in history.reports
        )

    def report_count_phrase(self, claim: ClaimRow) -> str:
        """“One statement, carried by 3”; empty where one report alone has it."""
        return report_count_phrase(ledger.history_of(self.archive, claim, self.selection).reports)

    @cached_property
    def others(self) -> list[OtherFigures]:
        """Figures that are no count of people, by metric."""
        found = rows(self.claims[~self.claims["metric"].isin(self.compared_frame["metric"])], ClaimRow)
        by_metric = [(metric, [claim for claim in found if claim["metric"] == metric]) for metric in Metric]
        return [_other_figures(metric, claims) for metric, claims in by_metric if claims]

    @property
    def no_figures(self) -> EmptyResult:
        """Why no figure of the family is shown."""
        return self.empty_result(ledger.FIGURES[self.count_family], f"figures of this kind ({self.label.lower()})")

    @property
    def compared_table(self) -> DataTable:
        """The rows behind the two charts."""
        return DataTable(
            "said",
            "Who says what, on which day",
            self.compared_frame,
            CLAIM_COLUMNS | {"agreement": "Beside others’ figures"},
            partial(_compared_csv, self),
        )

    @property
    def every_figure_table(self) -> DataTable:
        """All figures of every family."""
        csv = partial(export, self.archive, Table.CLAIMS, Format.CSV, self.selection)
        found = queries.claims(self.archive, self.selection)
        return DataTable("claims", "All figures of every kind", found, CLAIM_COLUMNS, csv)

    @cached_property
    def data_tables(self) -> Sequence[DataTable]:
        """The figures of the family."""
        csv = partial(_claims_csv, self)
        return (DataTable("family", f"{self.label}: every figure", self.claims, CLAIM_COLUMNS, csv),)


def _other_figures(metric: Metric, claims: Sequence[ClaimRow]) -> OtherFigures:
    numbers = [claim for claim in claims if claim["value"] is not None]
    words = [claim for claim in claims if claim["value"] is None]
    title = f"{metric.label}: {claims_title([*numbers, *words][:3], len(claims))}"
    return OtherFigures(metric, title, numbers, words)


def _compared_csv(view: CasualtiesView) -> str:
    return to_csv(claims_for_export(view.archive, view.compared_frame))


def _claims_csv(view: CasualtiesView) -> str:
    return to_csv(claims_for_export(view.archive, view.claims))
