"""Cards of the ledger: the latest figure, the history of a statement, two statements that disagree."""

import streamlit as st

from components.cards import line_with_source, source_button
from components.markdown import emphasis_markdown, plain_text
from data.figures.series import ClaimHistory
from data.records.vocabulary import Verdict
from data.views.figures import (
    Clash,
    KeyFigure,
    withdrawal_line,
)
from data.wording.emphasis import Labelled, Sentence


def latest_card(figure: KeyFigure) -> None:
    """The latest figure of a population: the figure, whom it counts, who says so, notes, who disagrees."""
    words = plain_text(figure.words)
    notes = [f":small[{label_markdown(note)}]" for note in figure.notes]
    notes += [f":small[:orange-badge[{note.label}] {emphasis_markdown(note.words)}]" for note in figure.against]
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(
            f":small[{figure.label}]\n\n## {f'~~{words}~~' if figure.withdrawn else words}\n\n"
            f"**{plain_text(figure.whom)}**\n\n{plain_text(figure.who)}\n\n:small[{plain_text(figure.dates)}]"
            + "".join(f"\n\n{note}" for note in notes)
        )
        source_button(figure.item_id, "figure")


def label_markdown(line: Labelled) -> str:
    """A label and its sentence in one line of Markdown."""
    return f"{plain_text(line.label)} {emphasis_markdown(line.words)}".rstrip()


def disagreement_card(clash: Clash) -> None:
    """Two statements that cannot both be true, the rule that says so, and buttons for their sources."""
    with st.container(border=True, gap="small"):
        st.markdown(
            f":orange-badge[{Verdict.INCOMPATIBLE.label}]: {clash.why}.\n\n"
            + "\n".join(f"- {emphasis_markdown(side.words)}" for side in clash.sides)
        )
        with st.container(horizontal=True):
            for side in clash.sides:
                label = f"Source: {plain_text(side.figure)}"
                source_button(side.item_id, f"disagree-{clash.sides[0].item_id}", label)


def dispute_line(clash: Clash) -> None:
    """Two statements that cannot both be true, in one line."""
    badge = f":orange-badge[{Verdict.INCOMPATIBLE.label}]"
    line_with_source(clash.sides[0].item_id, f"{badge} {emphasis_markdown(clash.summary_line)}")


def withdrawn_card(history: ClaimHistory) -> None:
    """A withdrawn statement and who reports the withdrawal, in one line."""
    line_with_source(
        history.claim["item_id"], f":orange-badge[Withdrawn] {emphasis_markdown(withdrawal_line(history))}"
    )


def comparison_line(words: Sentence) -> None:
    """A sentence that says whether the figures of one day, population and area can be true together."""
    st.markdown(emphasis_markdown(words))
