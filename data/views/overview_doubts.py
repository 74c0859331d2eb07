"""What is contested, withdrawn, hedged or unsupported, each as a label and a sentence that opens its item."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.figures.series import ClaimHistory
from data.records.vocabulary import CaveatKind
from data.tables.rows import CaveatRow
from data.views.figures import Clash, withdrawal_line
from data.views.long_list import LongList, joined
from data.wording.emphasis import Sentence, sentence


@dataclass(frozen=True)
class Doubt:
    """A reason for doubt. `item_ids` are the items that it is about, the first one first."""

    label: str
    words: Sentence
    item_ids: tuple[str, ...]


def doubts_of(
    clashes: Sequence[Clash], withdrawn: Sequence[ClaimHistory], caveats: Sequence[CaveatRow]
) -> Sequence[Doubt]:
    """Return withdrawn figures, then pairs of figures that contest each other, then caveats."""
    return joined(
        LongList(len(withdrawn), lambda start, stop: [_withdrawn(history) for history in withdrawn[start:stop]]),
        LongList(len(clashes), lambda start, stop: [_clash(clash) for clash in clashes[start:stop]]),
        LongList(len(caveats), lambda start, stop: [_caveat(caveat) for caveat in caveats[start:stop]]),
    )


def _withdrawn(history: ClaimHistory) -> Doubt:
    return Doubt("Withdrawn", withdrawal_line(history), (history.claim["item_id"],))


def _clash(clash: Clash) -> Doubt:
    words = sentence(clash.summary_line, f". {clash.verdict}")
    return Doubt("Contested", words, (clash.one.claim["item_id"], clash.other.claim["item_id"]))


def _caveat(caveat: CaveatRow) -> Doubt:
    return Doubt(CaveatKind(caveat["kind"]).label, sentence(caveat["text"]), (caveat["item_id"],))
