"""Titles of pages and visuals, made only from the data that they show."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from data.figures.row_types import AttributionRow, ComparedClaimRow
from data.records.vocabulary import WHOLE, Metric, PopulationGroup, Qualifier
from data.tables.rows import ClaimRow, CorrectionRow
from data.views.event_words import number_word, sentence
from data.wording.phrases import OPENING_ONLY, count_noun, day, day_and_month, day_of_month

OLD_NEWS = 7
"""Days after which a headline says of which day's report a figure is."""


def overview_title(latest: Sequence[ClaimRow], known_on: str | None) -> str:
    """Return “{killed} killed and {held} detained: what reports said by {day}”, from figures of all people.

    `latest` are the latest figures. Figures of the whole area and of all people are used alone; a figure without a
    number stays a word in quotation marks. If one was reported more than OLD_NEWS days before the day, each has the day
    of its report. `known_on` is None if there is no report at all.
    """
    if known_on is None:
        return "No report yet"
    by = f"what reports said by {day_of_month(known_on)}"
    whole = [c for c in latest if c["area"] == WHOLE and c["population_group"] == PopulationGroup.ALL_PEOPLE]
    metrics = ((Metric.KILLED,), (Metric.DETAINED, Metric.ARRESTED))
    first = (next((c for metric in wanted for c in whole if c["metric"] == metric), None) for wanted in metrics)
    figures = [claim for claim in first if claim]
    dated = any(_days_before(claim["reported_on"], known_on) > OLD_NEWS for claim in figures)
    parts = [_headline_figure(claim, known_on if dated else "") for claim in figures]
    return f"{' and '.join(parts)}: {by}" if parts else by[0].upper() + by[1:]


def _days_before(iso: str, known_on: str) -> int:
    return (dt.date.fromisoformat(known_on) - dt.date.fromisoformat(iso)).days


def _headline_figure(claim: ClaimRow, known_on: str) -> str:
    """“238 killed”; with `known_on` also the day of its report, with the year if that is another one."""
    words, reported_on = claim["value_text"], claim["reported_on"]
    quoted = f"“{words}”" if claim["qualifier"] == Qualifier.VAGUE else words
    same_year = reported_on[:4] == known_on[:4]
    reported = day_and_month(reported_on) if same_year else day(reported_on, weekday=False)
    notes = ([reported] if known_on else []) + (["corrected"] if claim["corrected_on"] else [])
    told = f" ({', '.join(notes)})" if notes else ""
    return f"{quoted} {claim['metric']}{told}"


def claims_title(first: Sequence[ClaimRow], total: int) -> str:
    """Return figures in words, each with population and asserter, and how many more there are; never a sum."""
    figures = [
        " – ".join(part for part in (claim["value_text"], claim["population"]) if part)
        + f", according to {claim['asserted_by_name']}{' (corrected)' if claim['corrected_on'] else ''}"
        for claim in first
    ]
    more = f"; and {total - len(first):,} more" if total > len(first) else ""
    return f"{'; '.join(figures)}{more}"


def count_title(claims: Sequence[ComparedClaimRow]) -> str:
    """Return the numbers of statements, sources and reports in words.

    `claims` need statement_id, asserted_by and article_id.
    """
    statements = len({claim["statement_id"] for claim in claims})
    asserters = len({claim["asserted_by"] for claim in claims})
    reports = len({claim["article_id"] for claim in claims})
    sources = f"{count_noun(statements, 'statement')} of {count_noun(asserters, 'source')}"
    return f"How the count changed: {sources}, in {count_noun(reports, 'report')}"


def sides_title(title: str, attributions: Sequence[AttributionRow]) -> str:
    """Return the title of an item with the number of sides that speak of it. `attributions` need speaker_group."""
    sides = count_noun(len({row["speaker_group"] for row in attributions}), "side")
    return f"{title}: {sides} {'speaks' if sides.startswith('1 ') else 'speak'} of it"


def matters_title(matters: int, complete: int) -> str:
    """Return of how many matters every side has a word: “Of six matters, none has the word of every side”.

    `matters` is at least 1; `complete` is the number of those on which all sides speak.
    """
    if matters == 1:
        return f"On the one matter {'every side speaks' if complete else 'not every side speaks'}"
    if complete == matters:
        return f"{'Both' if matters == 2 else f'All {number_word(matters)}'} matters have the word of every side"
    found = {0: "none has", 1: "one has"}.get(complete, f"{number_word(complete)} have")
    return f"Of {number_word(matters)} matters, {found} the word of every side"


def excerpt_note(opening: int, reports: int) -> str:
    """Return of how many reports only the opening was read; empty for none.

    What is not recorded from them may still be in the rest of their text.
    """
    return f"Of {opening:,} of these {count_noun(reports, 'report')} {OPENING_ONLY}." if opening else ""


def corrections_title(corrections: Sequence[CorrectionRow]) -> str:
    """Return the number of corrections and the day of the last one; `corrections` are newest first."""
    if not corrections:
        return "No correction so far"
    return f"{count_noun(len(corrections), 'correction')}, the last on {day(corrections[0]['corrected_on'])}"


def quotes_title(quotes: pd.DataFrame) -> str:
    """Return the number of speakers, and of those who are quoted: “Eleven speakers, six of them quoted”.

    No headline calls quoted words somebody's own: an article may have translated them. `quotes` has at least one row,
    and the columns speaker and contents.
    """
    speakers = quotes["speaker"].nunique()
    quoted = quotes.loc[quotes["contents"].notna(), "speaker"].nunique()
    every = {1: "", 2: "both "}.get(speakers, "all ")
    counted = sentence(f"{number_word(speakers)} {'speaker' if speakers == 1 else 'speakers'}")
    if not quoted:
        return f"{counted}, {every}reported in other words"
    if quoted == speakers:
        return f"{counted}, {every}quoted"
    return f"{counted}, {number_word(quoted)} of them quoted"
