"""The ledger in cards: the latest figure at a glance, a statement's history, two statements that disagree."""

import streamlit as st

from components.cards import labelled_line, source_button
from components.markdown import emphasised, plain_text
from data.figures.series import ClaimHistory
from data.records.vocabulary import Metric, Verdict
from data.views.figures import (
    Clash,
    KeyFigure,
    status_label,
    what_became_of_it,
    withdrawn_line,
    words_of,
)
from data.views.rows import ClaimRow
from data.wording.descriptions import counting
from data.wording.emphasis import Labelled, Sentence


def latest_card(figure: KeyFigure) -> None:
    """The latest figure of a population: what, whom, who says so, what it replaced, who disagrees."""
    words = plain_text(figure.words)
    notes = [f":small[{labelled(note)}]" for note in figure.notes]
    notes += [f":small[:orange-badge[{note.label}] {emphasised(note.words)}]" for note in figure.against]
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(
            f":small[{figure.label}]\n\n## {f'~~{words}~~' if figure.withdrawn else words}\n\n"
            f"**{plain_text(figure.whom)}**\n\n{plain_text(figure.who)}\n\n:small[{plain_text(figure.dates)}]"
            + "".join(f"\n\n{note}" for note in notes)
        )
        source_button(figure.item_id, "figure")


def labelled(line: Labelled) -> str:
    """A label and its sentence in one line of Markdown."""
    return f"{plain_text(line.label)} {emphasised(line.words)}".rstrip()


def history_lines(history: ClaimHistory) -> str:
    """What became of a statement, as a list in Markdown."""
    return "\n".join(f"- **{plain_text(line.label)}** {emphasised(line.words)}" for line in what_became_of_it(history))


def status_badge(claim: ClaimRow) -> str:
    """The status of a figure that does not simply stand, as a badge."""
    label = status_label(claim)
    return f" :orange-badge[{label}]" if label else ""


def history_card(history: ClaimHistory, citation: str) -> None:
    """One statement from its assertion to what became of it, the sources that carry it, and its citation."""
    claim = history.claim
    note = f"\n- **Note** {plain_text(claim['note'])}" if claim["note"] else ""
    with st.container(border=True, gap="small", key=f"life-{claim['item_id'].replace('.', '-')}"):
        st.markdown(
            f"#### {emphasised(words_of(claim))}{status_badge(claim)}\n"
            f"{Metric(claim['metric']).label}: {plain_text(counting(claim))}\n\n{history_lines(history)}{note}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            for report in history.reports:
                source_button(report["item_id"], "life", f"Source: {plain_text(report['publisher'])}")
            with st.popover("Cite", icon=":material/menu_book:", type="tertiary", key=f"cite-{claim['item_id']}"):
                st.code(citation, language=None, wrap_lines=True)


def disagreement_card(clash: Clash) -> None:
    """Two statements that cannot both be true, by which rule, and a way to the source of each."""
    with st.container(border=True, gap="small"):
        st.markdown(
            f":orange-badge[{Verdict.INCOMPATIBLE.label}]: {clash.why}.\n\n"
            + "\n".join(f"- {emphasised(side.words)}" for side in clash.sides)
        )
        with st.container(horizontal=True):
            for side in clash.sides:
                label = f"Source: {plain_text(side.figure)}"
                source_button(side.item_id, f"disagree-{clash.sides[0].item_id}", label)


def dispute_line(clash: Clash) -> None:
    """Two statements that cannot both be true, in one line."""
    badge = f":orange-badge[{Verdict.INCOMPATIBLE.label}]"
    labelled_line(clash.sides[0].item_id, f"{badge} {emphasised(clash.in_one_line)}")


def withdrawn_card(history: ClaimHistory) -> None:
    """A statement that was withdrawn, and who reports it, in one line."""
    labelled_line(history.claim["item_id"], f":orange-badge[Withdrawn] {emphasised(withdrawn_line(history))}")


def comparison_line(words: Sentence) -> None:
    """Figures of one day, population and area, and whether they can be true together."""
    st.markdown(emphasised(words))
