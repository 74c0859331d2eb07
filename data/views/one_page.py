"""What stands on one sheet of paper: the headline of a page, figures, the page's visual, and what is contested."""

from dataclasses import dataclass, replace
from functools import cached_property

from data.views.address import Address
from data.views.base import View
from data.views.casualties import CasualtiesView
from data.views.overview import OverviewView
from data.views.text_table import VisualTable
from data.views.visual_tables import disputes_table, visual_table

DISPUTES = ("doubts", "disagreements")
"""Visuals that are a list of what is contested already."""


@dataclass(frozen=True)
class OnePage:
    """The content of the sheet of a view. Each part is computed when it is first read."""

    view: View

    @cached_property
    def of_figures(self) -> OverviewView | CasualtiesView:
        """The page whose figures and disputes are on the sheet: the view's own, or Overview under the same filters."""
        if isinstance(self.view, OverviewView | CasualtiesView):
            return self.view
        return OverviewView(replace(self.view.reading, address=Address("", self.view.selection)))

    @property
    def figures_heading(self) -> str:
        """The heading of the figures."""
        return "Figures, and who says so" if self.of_figures is self.view else "The latest figures, and who says so"

    @cached_property
    def figures(self) -> VisualTable:
        """The figures with who says so."""
        return visual_table(self.of_figures, next(iter(self.of_figures.visuals)))

    @property
    def visual(self) -> str:
        """The visual on the sheet: that of the address or the page's main one, unless that is the figures again."""
        is_figures = self.of_figures is self.view and self.view.visual == next(iter(self.view.visuals))
        return self.view.beside_figures if is_figures else self.view.visual

    @cached_property
    def visual_table(self) -> VisualTable:
        """The visual as a table."""
        return visual_table(self.view, self.visual)

    @cached_property
    def disputes(self) -> VisualTable | None:
        """What is contested; None if the visual is that already."""
        return None if self.visual in DISPUTES else disputes_table(self.of_figures)
