"""The matters of the page Sides: on each topic, what each of the five sides says, and which sides are not heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from data import queries
from data.figures import ledger
from data.figures.attributions import stances_of_quotes
from data.figures.row_types import SaidRow
from data.records.vocabulary import COUNT_OF, NOT_STATED, Metric, PopulationGroup, QuoteType, SpeakerGroup, Stance
from data.tables.rows import ClaimRow, EventRow, QuoteRow, rows
from data.views.base import View
from data.views.casualties_ledger import casualty_row
from data.views.drawer import silent_sides
from data.views.event_lists import Folded, folded
from data.views.figure_rows import FigureRow
from data.views.linked_words import Piece
from data.views.marks import Mark, speaker_mark
from data.views.pager import ListPage
from data.views.quote_blocks import FORM_LABELS
from data.wording.attribution import hedge
from data.wording.citation import in_quotation_marks
from data.wording.descriptions import headline
from data.wording.phrases import speaker_group_label

MAX_FIRST = 3
"""Statements of a side that are shown without a click; one more, if it is the only one left, is shown too."""

MAX_FIRST_EVENTS = 2
"""The same for the titles of events, where a side says nothing else."""

MAX_STATEMENTS, FEW_STATEMENTS, MOST_ON_A_PAGE = 20, 4, 600
"""Most statements of a side on a matter; a few, if a page would have more of all sides than the third number."""

PAGE_OF_STATEMENTS = 50
"""Most statements of a side on a page of the matter that is chosen by its topic."""

LONGEST_QUOTATION = 260
"""Characters of a quotation; its source has all of it."""


MIN_CLEAR_WORDS = 60
"""Characters of a quotation that is understood by itself; what a shorter one is about is said beside it."""


@dataclass(frozen=True)
class Said:
    """What somebody says: a figure, a quotation, a report in our words, or an event that a report tells of.

    `form` is “figure”, a value of QuoteType, or “event”. `figure` and `counted` (who or what is counted) are for
    figures only; `words` are for all others, in quotation marks if they are the speaker's. `who` says so, `label` says
    how, `doubt` is a reason for doubt, `notes` say what became of a figure.
    """

    item_id: str
    form: str
    who: str
    words: str = ""
    label: str = ""
    doubt: str = ""
    figure: FigureRow | None = None
    counted: str = ""
    notes: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True)
class MatterSide:
    """One of the five sides, or those whose side is not recorded, and what it says on a matter; `said` may be empty."""

    group: str
    label: str
    mark: Mark
    said: Folded[Said]

    @property
    def speaks(self) -> bool:
        """Whether it says anything on the matter."""
        return bool(self.said.first)


@dataclass(frozen=True)
class Matter:
    """A matter with its five sides in order, and those of no stated side; `silent` names the sides that say nothing."""

    topic: str
    label: str
    sides: tuple[MatterSide, ...]
    others: MatterSide | None
    silent: str

    @property
    def speaking(self) -> tuple[MatterSide, ...]:
        """Those who say something, in order."""
        found = tuple(side for side in self.sides if side.speaks)
        return (*found, self.others) if self.others else found


def side_heads() -> tuple[MatterSide, ...]:
    """Return the five sides in order, as heads of columns."""
    return tuple(_side(str(group), ()) for group in SpeakerGroup)


def build_matters(view: View, said: pd.DataFrame) -> tuple[Matter, ...]:
    """Return what is said as matters, in the same order; `said` has the columns of `SaidRow`."""
    cells: dict[tuple[str, str], list[SaidRow]] = {}
    labels: dict[str, str] = {}
    for row in rows(said, SaidRow):
        cells.setdefault((row["topic"], row["speaker_group"]), []).append(row)
        labels[row["topic"]] = row["topic_label"]
    page = statements_page(view, said)
    many = sum(min(len(members), MAX_STATEMENTS) for members in cells.values()) > MOST_ON_A_PAGE
    most = FEW_STATEMENTS if many else MAX_STATEMENTS
    shown = {
        cell: members[page.rows] if (cell[0],) == view.selection.topic else members[:most]
        for cell, members in cells.items()
    }
    written = _written(view, [row for members in shown.values() for row in members])

    def side(topic: str, group: str) -> MatterSide:
        known = [written[row["item_id"], row["who"]] for row in shown.get((topic, group), ())]
        left_out = 0 if (topic,) == view.selection.topic else len(cells.get((topic, group), ())) - len(known)
        return _side(group, known, left_out=left_out, whole=view.reading.whole)

    return tuple(_matter(topic, label, side) for topic, label in labels.items())


def statements_page(view: View, said: pd.DataFrame) -> ListPage:
    """Return the page of the statements on the matter that is chosen by its topic: of each side so many are on it."""
    chosen = said[said["topic"].isin(view.selection.topic[:1] if len(view.selection.topic) == 1 else ())]
    longest = int(chosen["speaker_group"].value_counts().max()) if len(chosen) else 0
    return view.list_page("statements", total=longest, size=PAGE_OF_STATEMENTS)


def _matter(topic: str, label: str, side: Callable[[str, str], MatterSide]) -> Matter:
    sides = tuple(side(topic, str(group)) for group in SpeakerGroup)
    others = side(topic, NOT_STATED)
    silent = silent_sides({one.label for one in sides if one.speaks})
    return Matter(topic, label, sides, others if others.speaks else None, silent)


def _side(group: str, said: Sequence[Said], *, left_out: int = 0, whole: bool = False) -> MatterSide:
    shown = len(said) if whole else _shown_at_once(said, left_out)
    kept = folded(said, shown)
    label = "Whose side it is, is not recorded" if group == NOT_STATED else speaker_group_label(group)
    return MatterSide(group, label, speaker_mark(group), Folded(kept.first, kept.more, left_out))


def _shown_at_once(said: Sequence[Said], left_out: int) -> int:
    """How many statements are shown without a click: events only where the side says nothing else."""
    spoken = next((n for n, one in enumerate(said) if one.form == "event"), len(said))
    shown = min(spoken, MAX_FIRST) or MAX_FIRST_EVENTS
    return len(said) if len(said) + left_out <= shown + 1 else shown


def _written(view: View, said: Sequence[SaidRow]) -> dict[tuple[str, str], Said]:
    """What is said by item and speaker, in words."""
    ids = {row["item_id"] for row in said}
    events = {row["item_id"]: row for row in rows(_only(queries.events(view.archive, view.selection), ids), EventRow)}
    quotes = {row["item_id"]: row for row in rows(_only(queries.quotes(view.archive, view.selection), ids), QuoteRow)}
    publishers = {article["article_id"]: article["publisher"] for article in view.articles}
    stances = stances_of_quotes(view.archive)
    claims = ledger.ledger(view.archive).claims
    found = {}
    for row in said:
        item_id = row["item_id"]
        if item_id in claims:
            entry = _figure(view, claims[item_id])
        elif item_id in quotes:
            taken = stances.get(item_id, {})
            denied = [_title(view, about) for about, stance in taken.items() if stance == Stance.DENIES]
            entry = _quotation(quotes[item_id], denied)
        else:
            entry = _event(events[item_id], row["who"], publishers[events[item_id]["article_id"]])
        found[item_id, row["who"]] = entry
    return found


def _only(items: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return items[items["item_id"].isin(ids)]


def _figure(view: View, claim: ClaimRow) -> Said:
    history = ledger.history_of(view.archive, claim, view.selection)
    row = casualty_row(history, caveats=queries.caveats_by_item(view.archive).get(claim["item_id"], ()))
    reports = f" · {row.figure.reports}" if row.figure.reports else ""
    return Said(
        item_id=claim["item_id"],
        form="figure",
        who=f"{row.figure.asserter}{reports}",
        figure=row.figure,
        counted=counted(claim),
        notes=row.notes,
    )


def counted(claim: ClaimRow) -> str:
    """Return who or what a figure counts, and what happened to them: “police officers killed, in Almaty”."""
    metric = Metric(claim["metric"])
    verb = ("taken to hospital" if metric is Metric.HOSPITALISED else str(metric)) if metric in COUNT_OF else ""
    unnamed = "people" if verb else PopulationGroup(claim["population_group"]).label.lower()
    whom = claim["population"] or unnamed
    words = whom if not verb or verb in whom.lower() else f"{whom} {verb}"
    place = f", in {claim['place']}" if claim["place"] and claim["area"] != "whole" else ""
    return f"{words}{place}"


def _title(view: View, item_id: str) -> str:
    found = queries.item(view.archive, item_id)
    return headline(*found) if found else ""


def _quotation(quote: QuoteRow, denied: Sequence[str]) -> Said:
    told = f", to {quote['told_to']}" if quote["told_to"] else ""
    words = in_quotation_marks(quote["contents"]) if quote["contents"] else quote["paraphrase"] or ""
    form = QuoteType(quote["quote_type"])
    about = quote["context"] if len(words) < MIN_CLEAR_WORDS and quote["contents"] else ""
    labels = (f"Denies: {'; '.join(denied)}." if denied else "", FORM_LABELS[form], about)
    return Said(
        item_id=quote["item_id"],
        form=quote["quote_type"],
        who=f"{quote['speaker_name']}{told}",
        words=cut_quotation(words),
        label=" ".join(label for label in labels if label),
        doubt=quote["evidence_note"] or "",
    )


def cut_quotation(words: str) -> str:
    """Return a quotation of at most LONGEST_QUOTATION characters; what is left out at its end is marked by “[…]”."""
    if len(words) <= LONGEST_QUOTATION:
        return words
    start = words[:LONGEST_QUOTATION].rpartition(" ")[0] or words[:LONGEST_QUOTATION]
    open_marks = start.count("“") - start.count("”")
    return f"{start.rstrip(' ,;:')} […]{'”' * max(open_marks, 0)}"


def _event(event: EventRow, who: str, publisher: str) -> Said:
    own = ", in its own voice" if event["attributed_to"] is None and who == publisher else ""
    return Said(event["item_id"], "event", f"{who}{own}", words=event["title"], label=hedge(event))
