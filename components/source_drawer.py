"""The source of an item: where in the article it stands, what the record says of it, and why to hesitate."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

import streamlit as st

from components.cards import source_button
from components.corrections import ONE_OF_A_TABLE, correction_lines
from components.ledger_cards import history_lines, status_badge
from components.markdown import plain_text
from components.sides import side_lines
from components.take_away import ItemOffer, item_panel
from components.url import close_item, open_item
from data.figures.series import ClaimHistory
from data.records.vocabulary import (
    CaveatKind,
    CodedFrom,
)  # fmt: skip
from data.wording.citation import item_reference, source_link
from data.wording.descriptions import ALWAYS_SAID, details, headline
from data.wording.phrases import day

Row = Any
NOT_STATED = "not stated"


@st.dialog("Source", position="right", width="medium", icon=":material/format_quote:", on_dismiss=close_item)
def source_drawer(
    table: str, row: Row, *, anchors: Sequence[Row], caveats: Sequence[Row], corrections: Sequence[Row], article: Row,
    paragraphs: Sequence[str] | None, marks: Sequence[Row], history: ClaimHistory | None, versions: Sequence[Row],
    offer: Callable[[], ItemOffer],
) -> None:  # fmt: skip
    """One item beside its source.

    `anchors` are the item's own places in the article; `marks` every anchor of the article and `paragraphs` its text,
    where the newsroom holds it: then the paragraph is shown in its context with all that is anchored in it. `history`
    is what became of a figure, `versions` what each side says of it or of an event; `offer` makes what can be taken
    away.
    """
    st.markdown(f"# {plain_text(headline(table, row))}{status_badge(row) if history else ''}")
    correction_lines(corrections)
    if row.get("summary"):
        st.markdown(plain_text(row["summary"]))
    for caveat in caveats:
        st.markdown(f":orange-badge[{CaveatKind(caveat['kind']).label}] {plain_text(caveat['text'])}")
    st.markdown("## In the article")
    for anchor in anchors:
        _anchor(anchor, article)
    if not anchors:
        _no_anchors(article)
    if paragraphs is not None:
        _reader(anchors, paragraphs, marks)
    if history:
        st.markdown(f"## What became of it\n{history_lines(history)}")
        others = [each for each in history.reports if each["item_id"] != row["item_id"]]
        if others:
            with st.container(horizontal=True, gap="xsmall"):
                for each in others:
                    source_button(each, "carrier", f"In {plain_text(each['publisher'])}")
    if versions:
        st.markdown(f"## What each side says\n{side_lines(versions)}")
    st.markdown("## As recorded")
    _details(details(table, row))
    st.markdown("## Cite")
    st.code(item_reference(table, row, article), language=None, wrap_lines=True)
    item_panel(offer)
    st.caption(f"Date of the article: {plain_text(article['date_published_basis'])}")


def _anchor(anchor: Row, article: Row) -> None:
    words = anchor["exact"]
    link = source_link(article["url"], exact=words, prefix=anchor["prefix"], suffix=anchor["suffix"])
    st.markdown(f"> **{plain_text(words)}**")  # in bold: a quotation is pale, and this is what is checked
    note = f" {plain_text(anchor['anchor_note'])}" if anchor["anchor_note"] else ""
    st.markdown(
        f":small[Paragraph {anchor['paragraph'] + 1} of the text · {plain_text(article['publisher'])}, "
        f"{day(article['date_published'])}{_read_at(article)}]"
        f"{note} · [Open the article here]({link})"
    )


def _read_at(article: Row) -> str:
    """Where the article was read, apart from who published it."""
    where_read = article["republished_by"] or article["read_at"]
    return f", read at {plain_text(where_read)}" if where_read else ""


def _no_anchors(article: Row) -> None:
    """Why no words of the article are shown, and a way to its page all the same."""
    if article["coded_from"] == CodedFrom.EXCERPT:
        why = (
            "This record has no place in a text: it was coded from the opening of the page, and the text is not at "
            "hand. What stands further down on the page is not recorded."
        )
    else:
        why = "This record has no place in a text: the article was not at hand when it was coded."
    st.markdown(
        f":small[{plain_text(article['publisher'])}, {day(article['date_published'])}{_read_at(article)}] · "
        f"[Open the page]({article['url']})\n\n:gray[{why}]"
    )


def _reader(anchors: Sequence[Row], paragraphs: Sequence[str], marks: Sequence[Row]) -> None:
    """The paragraphs that the item stands in, with one before and one after, and everything anchored there marked."""
    st.markdown("## In its context")
    wanted = sorted({anchor["paragraph"] for anchor in anchors})
    around = sorted({n for p in wanted for n in (p - 1, p, p + 1) if 0 <= n < len(paragraphs)})
    mine = {(anchor["paragraph"], anchor["start_offset"], anchor["end_offset"]) for anchor in anchors}
    for number, following in pairwise([*around, None]):
        here = [mark for mark in marks if mark["paragraph"] == number] if number in wanted else []
        text = marked(paragraphs[number or 0], here, mine) if here else plain_text(paragraphs[number or 0])
        st.markdown(f":small[{(number or 0) + 1}] {text}" if here else f":gray[:small[{(number or 0) + 1}] {text}]")
        if following is not None and number is not None and following > number + 1:
            st.markdown("…")
    others: dict[str, Row] = {}
    for mark in marks:
        if mark["paragraph"] in wanted and mark["item_id"] != anchors[0]["item_id"]:
            others.setdefault(mark["item_id"], mark)
    if others:
        st.caption("Also recorded from here:")
        with st.container(horizontal=True, gap="xsmall"):
            for item_id, mark in others.items():
                st.button(
                    f"{ONE_OF_A_TABLE[mark['table_name']]}: {plain_text(mark['exact'][:40])}", key=f"also-{item_id}",
                    type="tertiary", on_click=open_item, args=(item_id,),
                )  # fmt: skip


def marked(paragraph: str, marks: Sequence[Row], mine: set[tuple[int, int, int]]) -> str:
    """A paragraph as Markdown with what is anchored in it on a ground of its own, the opened item's darker.

    Anchors may overlap, so the paragraph is cut wherever one begins or ends; neighbours of one ground are one stretch.
    """
    edges = sorted({0, len(paragraph), *(m["start_offset"] for m in marks), *(m["end_offset"] for m in marks)})

    def ground(piece: tuple[int, int]) -> str:
        start, end = piece
        covering = [m for m in marks if m["start_offset"] <= start and end <= m["end_offset"]]
        if any((m["paragraph"], m["start_offset"], m["end_offset"]) in mine for m in covering):
            return "orange"
        return "blue" if covering else ""

    text = ""
    for colour, stretch in groupby(pairwise(edges), key=ground):
        pieces = list(stretch)
        words = plain_text(paragraph[pieces[0][0] : pieces[-1][1]])
        text += f":{colour}-background[{words}]" if colour else words
    return text


def _details(found: Mapping[str, str | None]) -> None:
    lines = [
        f"**{label}**: {plain_text(value) if value else f':gray[{NOT_STATED}]'}"
        for label, value in found.items()
        if value or label in ALWAYS_SAID
    ]
    st.markdown("  \n".join(lines))
