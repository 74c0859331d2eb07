"""What each side says of an event or a figure: five sides, each with its statements, or that it says nothing here."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.cards import source_button
from components.markdown import plain_text
from data.records.vocabulary import NOT_STATED, SpeakerGroup
from data.wording.citation import in_quotation_marks
from data.wording.phrases import speaker_group_label

Row = Mapping[str, Any]

NOTHING = ":gray[not in these reports]"
"""What stands for a side that neither asserts nor denies: the reports are silent, which is no denial."""


def statement(row: Row) -> str:
    """One statement in one line of Markdown: who, what they do, their words."""
    words = in_quotation_marks(row["words"]) if row["words_are_quoted"] else row["words"]
    return f"**{plain_text(row['who'])}** {plain_text(row['says'][0].lower() + row['says'][1:])}: {plain_text(words)}"


def by_side(versions: Sequence[Row]) -> dict[str, list[Row]]:
    """The statements of each of the five sides; and of those whose side is not told, where there are any."""
    sides: dict[str, list[Row]] = {str(voice): [] for voice in SpeakerGroup}
    for row in versions:
        sides.setdefault(row["speaker_group"] if row["speaker_group"] in sides else NOT_STATED, []).append(row)
    return sides


def side_columns(versions: Sequence[Row]) -> None:
    """The sides next to each other, each statement with a way to where it stands."""
    with st.grid(3, min_column_width=280, gap="small"):
        for side, rows in by_side(versions).items():
            with st.container(border=True, height="stretch", gap="xsmall", key=f"side-{side}"):
                st.markdown(f"#### {speaker_group_label(side)}" + ("" if rows else f"\n\n{NOTHING}"))
                for n, row in enumerate(rows):
                    st.markdown(statement(row))
                    source_button(row, f"side-{side}-{n}")


def side_lines(versions: Sequence[Row]) -> str:
    """The same as a list in Markdown, for the drawer."""
    return "\n".join(
        f"- **{speaker_group_label(side)}** — " + ("; ".join(statement(row) for row in rows) if rows else NOTHING)
        for side, rows in by_side(versions).items()
    )
