"""The lede of Overview: who says how many, and what is not known, each sentence with the item that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.records.vocabulary import CaveatKind
from data.tables.rows import CaveatRow
from data.views.figure_rows import FigureRow
from data.views.overview_ledger import LedgerGroup
from data.wording.phrases import day_of_month

WORDS = {"killed": "killed", "detained": "", "injured": "injured"}
"""Count family to the word after the people counted; the rows of “detained” say it themselves."""

NOT_KNOWN = (CaveatKind.NOT_VERIFIABLE, CaveatKind.UNATTRIBUTED, CaveatKind.NOT_UPDATED)
"""Kinds of caveats that say what is not known, the most telling first."""


@dataclass(frozen=True)
class Clause:
    """A sentence in plain text, and the id of the item that it rests on."""

    words: str
    item_id: str


def lede(groups: Sequence[LedgerGroup], caveats: Sequence[CaveatRow], day: str) -> list[Clause]:
    """Return one sentence on the first figure of at most two families, and one on what is not known.

    What was not known to an earlier report than those of the day may be known by then: it says when it was reported.
    """
    figures = [
        Clause(_figure_sentence(group.family, group.rows[0]), group.rows[0].item_id)
        for group in groups[:2]
        if not group.rows[0].withdrawn
    ]
    unknown = [caveat for kind in NOT_KNOWN for caveat in caveats if caveat["kind"] == kind][:1]
    return [*figures, *(Clause(_reported(caveat, day), caveat["item_id"]) for caveat in unknown)]


def _reported(caveat: CaveatRow, day: str) -> str:
    published = caveat["published_on"]
    return caveat["text"] if published == day else f"Reported {day_of_month(published)}: {caveat['text']}"


def _figure_sentence(family: str, row: FigureRow) -> str:
    who = row.who.removesuffix(", not said who")
    what = f" {WORDS[family]}" if WORDS[family] and WORDS[family] not in who else ""
    read = f"; {row.opening_only}" if row.opening_only else ""
    return f"{row.asserter.removesuffix(', in its own voice')}: {row.words} ({who}{what}{read})."
