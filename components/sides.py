"""What each side says of an event or a figure: five sides, each with its statements, or that it says nothing here."""

from collections.abc import Sequence

import streamlit as st

from components.cards import source_button
from components.markdown import plain_text
from data.records.vocabulary import NOT_STATED, SpeakerGroup
from data.views.rows import AttributionRow
from data.wording.citation import in_quotation_marks
from data.wording.phrases import speaker_group_label

NOTHING = ":gray[not in these reports]"
"""What stands for a side that neither asserts nor denies: the reports are silent, which is no denial."""


def statement(row: AttributionRow) -> str:
    """One statement in one line of Markdown: who, what they do, their words."""
    words = row["words"] or ""
    words = in_quotation_marks(words) if row["words_are_quoted"] else words
    return f"**{plain_text(row['who'])}** {plain_text(row['says'][0].lower() + row['says'][1:])}: {plain_text(words)}"


def by_side(attributions: Sequence[AttributionRow]) -> dict[str, list[AttributionRow]]:
    """The statements of each of the five sides; and of those whose side is not told, where there are any."""
    sides: dict[str, list[AttributionRow]] = {str(voice): [] for voice in SpeakerGroup}
    for row in attributions:
        sides.setdefault(row["speaker_group"] if row["speaker_group"] in sides else NOT_STATED, []).append(row)
    return sides


def side_columns(attributions: Sequence[AttributionRow]) -> None:
    """The sides next to each other, each statement with a way to where it stands."""
    with st.grid(3, min_column_width=280, gap="small"):
        for side, rows in by_side(attributions).items():
            with st.container(border=True, height="stretch", gap="xsmall", key=f"side-{side}"):
                st.markdown(f"#### {speaker_group_label(side)}" + ("" if rows else f"\n\n{NOTHING}"))
                for n, row in enumerate(rows):
                    st.markdown(statement(row))
                    source_button(row["item_id"], f"side-{side}-{n}")


def side_lines(attributions: Sequence[AttributionRow]) -> str:
    """The same as a list in Markdown, for the drawer."""
    return "\n".join(
        f"- **{speaker_group_label(side)}** — " + ("; ".join(statement(row) for row in rows) if rows else NOTHING)
        for side, rows in by_side(attributions).items()
    )
