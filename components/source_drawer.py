"""The source drawer of an item: its passage in the article, its record, its caveats."""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

import streamlit as st

from components.cards import source_button
from components.corrections import correction_lines
from components.ledger_cards import history_lines
from components.markdown import plain_text
from components.sides import side_lines
from components.take_away import ItemExports, item_panel
from components.url import close_item, open_item
from data.records.vocabulary import CaveatKind, CodedFrom
from data.views.corrections import ONE_OF_A_TABLE
from data.views.opened import NOT_STATED, OpenedItem, Passage
from data.views.rows import AnchoredRow, ArticleAnchorRow


@st.dialog("Source", position="right", width="medium", icon=":material/format_quote:", on_dismiss=close_item)
def source_drawer(item: OpenedItem, *, exports: Callable[[], ItemExports]) -> None:
    """One item with its source; `exports` is called when the panel with its link, citation and card is open.

    If the text of the article is available, the paragraph is shown in context, with all anchors in it highlighted.
    """
    badge = f" :orange-badge[{item.status_label}]" if item.status_label else ""
    st.markdown(f"# {plain_text(item.title)}{badge}")
    correction_lines(item.corrections)
    if item.summary:
        st.markdown(plain_text(item.summary))
    for caveat in item.caveats:
        st.markdown(f":orange-badge[{CaveatKind(caveat['kind']).label}] {plain_text(caveat['text'])}")
    st.markdown("## In the article")
    for passage in item.passages:
        if passage.words is None:
            _no_passage(item, passage)
        else:
            _passage(item, passage)
    if item.paragraphs is not None:
        _context(item.anchors, item.paragraphs, item.marks)
    if item.history:
        st.markdown(f"## What became of it\n{history_lines(item.history)}")
        others = [report for report in item.history.reports if report["item_id"] != item.item_id]
        if others:
            with st.container(horizontal=True, gap="xsmall"):
                for report in others:
                    source_button(report["item_id"], "carrier", f"In {plain_text(report['publisher'])}")
    if item.attributions:
        st.markdown(f"## What each side says\n{side_lines(item.attributions)}")
    st.markdown("## As recorded")
    st.markdown("  \n".join(f"**{label}**: {_detail(value)}" for label, value in item.details))
    st.markdown("## Cite")
    st.code(item.citation, language=None, wrap_lines=True)
    item_panel(exports)
    st.caption(f"Date of the article: {plain_text(item.article['date_published_basis'])}")


def _detail(value: str) -> str:
    return f":gray[{NOT_STATED}]" if value == NOT_STATED else plain_text(value)


def _passage(item: OpenedItem, passage: Passage) -> None:
    st.markdown(f"> **{plain_text(passage.words)}**")  # in bold: Streamlit draws block quotes in pale text
    note = f" {plain_text(passage.note)}" if passage.note else ""
    st.markdown(
        f":small[Paragraph {passage.paragraph} of the text · {plain_text(item.published)}]"
        f"{note} · [Open the article here]({passage.url})"
    )


def _no_passage(item: OpenedItem, passage: Passage) -> None:
    """The reason why no passage is shown, and a link to the article."""
    if item.article["coded_from"] == CodedFrom.EXCERPT:
        why = (
            "This record has no place in a text: it was coded from the opening of the page, and the text is not at "
            "hand. What stands further down on the page is not recorded."
        )
    else:
        why = "This record has no place in a text: the article was not at hand when it was coded."
    st.markdown(f":small[{plain_text(item.published)}] · [Open the page]({passage.url})\n\n:gray[{why}]")


def _context(anchors: Sequence[AnchoredRow], paragraphs: Sequence[str], marks: Sequence[ArticleAnchorRow]) -> None:
    """The paragraphs of the item, one before and one after, with all anchors highlighted; buttons for other items."""
    st.markdown("## In its context")
    wanted = sorted({anchor["paragraph"] for anchor in anchors})
    around = sorted({n for p in wanted for n in (p - 1, p, p + 1) if 0 <= n < len(paragraphs)})
    opened = {(anchor["paragraph"], anchor["start_offset"], anchor["end_offset"]) for anchor in anchors}
    for number, following in pairwise([*around, None]):
        in_it = [mark for mark in marks if mark["paragraph"] == number] if number in wanted else []
        text = highlight(paragraphs[number or 0], in_it, opened) if in_it else plain_text(paragraphs[number or 0])
        st.markdown(f":small[{(number or 0) + 1}] {text}" if in_it else f":gray[:small[{(number or 0) + 1}] {text}]")
        if following is not None and number is not None and following > number + 1:
            st.markdown("…")
    others: dict[str, ArticleAnchorRow] = {}
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


def highlight(paragraph: str, marks: Sequence[ArticleAnchorRow], opened: set[tuple[int, int, int]]) -> str:
    """A paragraph as Markdown: anchors with a blue background, those of the opened item with an orange one.

    `opened` are (paragraph, start, end) of the opened item's anchors. Anchors may overlap, so the paragraph is split at
    every start and end; neighbours of one colour are joined.
    """
    edges = sorted({0, len(paragraph), *(m["start_offset"] for m in marks), *(m["end_offset"] for m in marks)})

    def background(piece: tuple[int, int]) -> str:
        start, end = piece
        covering = [m for m in marks if m["start_offset"] <= start and end <= m["end_offset"]]
        if any((m["paragraph"], m["start_offset"], m["end_offset"]) in opened for m in covering):
            return "orange"
        return "blue" if covering else ""

    text = ""
    for colour, stretch in groupby(pairwise(edges), key=background):
        pieces = list(stretch)
        words = plain_text(paragraph[pieces[0][0] : pieces[-1][1]])
        text += f":{colour}-background[{words}]" if colour else words
    return text
