"""The sentence above each visual: what it shows, said from its data and no more."""

from collections.abc import Sequence

import pandas as pd

from data.figures.row_types import AttributionRow, ComparedClaimRow
from data.queries.row_types import CityRow, SpeakerGroupRow
from data.records.vocabulary import WHOLE
from data.tables.rows import ClaimRow, CorrectionRow
from data.wording.phrases import count_noun, day, speaker_group_label


def timeline_title(events: pd.DataFrame) -> str:
    """How many events have a day, on which most fall, how many have none. `events` needs start and phase."""
    dated = events["start"].notna()
    days = events.loc[dated & (events["phase"] == "crisis"), "start"].value_counts()
    undated = int((~dated).sum())
    if events.empty:
        return "No event is shown"
    if days.empty:
        return f"{count_noun(undated, 'event')} without a date" if undated else count_noun(len(events), "event")
    busiest = sorted(days[days == days.max()].index)
    rest = f"; {undated:,} of {len(events):,} have no date" if undated else ""
    if len(busiest) > 2:
        return f"{count_noun(int(days.sum()), 'dated event')}, on {count_noun(len(days), 'day')}{rest}"
    each = " each" if len(busiest) > 1 else ""
    return f"{count_noun(int(days.max()), 'event')}{each} on {' and '.join(day(iso) for iso in busiest)}{rest}"


def map_title(cities: Sequence[CityRow], unpinned: int, total: int) -> str:
    """Which city has most events, and how many events no city stands for."""
    ranked = sorted((city for city in cities if city["events"]), key=lambda city: (-city["events"], city["name"]))
    if not ranked:
        return f"None of {count_noun(total, 'event')} is placed in a city" if total else "No event is shown"
    named = " and ".join(f"{city['events']:,} in {city['name']}" for city in ranked[:2])
    rest = f"; {unpinned:,} of {total:,} name no city" if unpinned else ""
    return f"Events: {named}{rest}"


def claims_title(first: Sequence[ClaimRow], total: int) -> str:
    """The first figures of a metric in words, each with whom it counts and who says it; never their sum."""
    figures = [
        " – ".join(part for part in (claim["value_text"], claim["population"]) if part)
        + f", according to {claim['asserted_by_name']}"
        for claim in first
    ]
    more = f"; and {total - len(first):,} more" if total > len(first) else ""
    return f"{'; '.join(figures)}{more}"


def ledger_title(label: str, latest: Sequence[ClaimRow]) -> str:
    """The latest figures of a kind in words, of the whole before its parts."""
    whole = [claim for claim in latest if claim["area"] == WHOLE] or list(latest)
    return f"{label}: {claims_title(whole[:2], len(latest))}" if whole else label


def ledger_caption(iso: str) -> str:
    """How the ledger's figures are to be read, and the day that they are known on."""
    return (
        f"As known on {day(iso)}. Each figure stands alone, in its source’s words: nothing is added up that its source "
        "does not add up."
    )


def count_title(claims: Sequence[ComparedClaimRow]) -> str:
    """How many statements of how many sources, in how many reports.

    `claims` need statement_id, asserted_by and article_id.
    """
    statements = len({claim["statement_id"] for claim in claims})
    asserters = len({claim["asserted_by"] for claim in claims})
    reports = len({claim["article_id"] for claim in claims})
    sources = f"{count_noun(statements, 'statement')} of {count_noun(asserters, 'source')}"
    return f"How the count changed: {sources}, in {count_noun(reports, 'report')}"


def who_title(claims: Sequence[ComparedClaimRow]) -> str:
    """How many of the statements somebody else's contradict. `claims` need agreement, statement_id and asserted_by."""
    contradicted = len({claim["statement_id"] for claim in claims if claim["agreement"] == "contradicts"})
    asserters = count_noun(len({claim["asserted_by"] for claim in claims}), "source")
    if not contradicted:
        return f"Who says what: {asserters}, no figure that another contradicts"
    return f"Who says what: {asserters}, {count_noun(contradicted, 'figure')} that another contradicts"


def disagreement_title(clashes: int) -> str:
    """How many pairs of figures cannot both be true."""
    return count_noun(clashes, "disagreement") if clashes else "No disagreement that the figures themselves show"


def sides_title(title: str, attributions: Sequence[AttributionRow]) -> str:
    """What is spoken of, and by how many sides. `versions` need voice."""
    sides = count_noun(len({row["speaker_group"] for row in attributions}), "side")
    return f"{title}: {sides} {'speaks' if sides.startswith('1 ') else 'speak'} of it"


def excerpt_note(opening: int, reports: int) -> str:
    """Of how many reports only the opening was read: what is not recorded may still stand in them."""
    return f"Of {opening:,} of these {count_noun(reports, 'report')} only the opening was read." if opening else ""


def corrections_title(corrections: Sequence[CorrectionRow]) -> str:
    """How many corrections there are, and when the last one was made; `corrections` are newest first."""
    if not corrections:
        return "No correction so far"
    return f"{count_noun(len(corrections), 'correction')}, the last on {day(corrections[0]['corrected_on'])}"


def quotes_title(quotes: pd.DataFrame) -> str:
    """How many quotations and reported statements, from how many speakers. `quotes` needs speaker."""
    total = count_noun(len(quotes), "quotation or reported statement", "quotations and reported statements")
    return f"{total} from {count_noun(quotes['speaker'].nunique(), 'speaker')}"


def speaker_groups_title(voices: Sequence[SpeakerGroupRow]) -> str:
    """Who has most of the quoted words."""
    total = sum(voice["words"] for voice in voices)
    if not total:
        return "No quoted words under these filters"
    first = voices[0]
    label = speaker_group_label(first["speaker_group"])
    return f"{label}: {first['words']:,} of {total:,} quoted words"
