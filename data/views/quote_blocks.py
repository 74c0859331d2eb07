"""Quotations by speaker: what was said in which form, and the words that say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from data.records.vocabulary import QuoteType, SpeakerGroup
from data.tables.rows import ArticleRow, QuoteRow
from data.views.marks import Mark, speaker_mark
from data.wording.citation import in_quotation_marks, quotation_reference
from data.wording.descriptions import utterance_details
from data.wording.phrases import day, speaker_group_label

FORM_LABELS = {
    QuoteType.DIRECT: "Direct quotation.",
    QuoteType.MIXED: "Fragment.",
    QuoteType.SCARE: "A term, kept at arm’s length.",
    QuoteType.INDIRECT: "Reported, in our words.",
}
"""Form of a quotation to the words that say so."""

LONGEST_NAME = 60
"""Characters of a quotation in the name of its link."""


@dataclass(frozen=True)
class Quotation:
    """A quotation or reported statement.

    `form` is a value of QuoteType, `label` says it in words. `words` are in quotation marks if they are the speaker's.
    `about` and `note` are in our words, `details` are cue, place and day, `doubt` is what is known of the evidence.
    `report` is the report that has it, `name` are its first words, for the name of its link.
    """

    item_id: str
    form: str
    label: str
    words: str
    about: str
    details: str
    doubt: str
    note: str
    citation: str
    report: str
    name: str


@dataclass(frozen=True)
class SpeakerBlock:
    """The quotations of one speaker on a page. `continued` is whether the page before has others of that speaker."""

    speaker: str
    name: str
    role: str
    mark: Mark
    quotations: Sequence[Quotation]
    continued: bool = False


def in_page_order(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return quotations by group of speakers and speaker, and of one speaker by form; else in the order of the text.

    `quotes` are rows of `queries.quotes`. Speakers of one group follow each other as their first words do.
    """
    groups = {str(group): n for n, group in enumerate(SpeakerGroup)}
    forms = {str(form): n for n, form in enumerate(QuoteType)}
    first = {speaker: n for n, speaker in enumerate(quotes["speaker"].unique())}
    order = quotes.assign(
        _group=quotes["speaker_group"].map(groups).fillna(len(groups)),
        _speaker=quotes["speaker"].map(first),
        _form=quotes["quote_type"].map(forms),
    )
    keys = ["_group", "_speaker", "_form"]
    return order.sort_values(keys, kind="stable", ignore_index=True).drop(columns=keys)


def speaker_blocks(
    quotes: Iterable[QuoteRow], articles: Mapping[str, ArticleRow], *, before: str = ""
) -> tuple[SpeakerBlock, ...]:
    """Return the quotations of a page, those of one speaker together. `quotes` are in the order of `in_page_order`.

    `before` is the id of the speaker with whom the previous page ends.
    """
    blocks = []
    for speaker, members in groupby(quotes, key=lambda quote: quote["speaker"]):
        rows = list(members)
        blocks.append(
            SpeakerBlock(
                speaker=speaker,
                name=rows[0]["speaker_name"],
                role=_role(rows[0]),
                mark=speaker_mark(rows[0]["speaker_group"]),
                quotations=tuple(_quotation(row, articles[row["article_id"]]) for row in rows),
                continued=speaker == before,
            )
        )
    return tuple(blocks)


def _role(quote: QuoteRow) -> str:
    """The speaker's role and affiliation; without either, the kind of speaker."""
    stated = [part for part in (quote["speaker_role"], quote["speaker_affiliation"]) if part]
    return ", ".join(stated) or speaker_group_label(quote["speaker_group"])


def _quotation(quote: QuoteRow, article: ArticleRow) -> Quotation:
    words = in_quotation_marks(quote["contents"]) if quote["contents"] else quote["paraphrase"] or ""
    return Quotation(
        item_id=quote["item_id"],
        form=quote["quote_type"],
        label=FORM_LABELS[QuoteType(quote["quote_type"])],
        words=words,
        about=quote["context"],
        details=utterance_details(quote, tell_unstated=False),
        doubt=quote["evidence_note"] or "",
        note=quote["note"] or "",
        citation=quotation_reference(quote, article),
        report=f"{article['publisher']}, {day(article['date_published'], weekday=False)}",
        name=words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rstrip()}…",
    )
