"""What each of five sides says about an event or a figure."""

from collections.abc import Sequence

from components.markdown import plain_text
from data.records.vocabulary import NOT_STATED, SpeakerGroup
from data.views.rows import AttributionRow
from data.wording.citation import in_quotation_marks
from data.wording.phrases import speaker_group_label

NOTHING = ":gray[not in these reports]"
"""Text for a side without statements: the reports do not contain any, which is not a denial."""


def statement_line(row: AttributionRow) -> str:
    """One statement as a line of Markdown: who, whether they assert or deny, their words."""
    words = row["words"] or ""
    words = in_quotation_marks(words) if row["words_are_quoted"] else words
    return f"**{plain_text(row['who'])}** {plain_text(row['says'][0].lower() + row['says'][1:])}: {plain_text(words)}"


def group_by_side(attributions: Sequence[AttributionRow]) -> dict[str, list[AttributionRow]]:
    """Side to its statements: always the five sides, and NOT_STATED if a statement has none."""
    sides: dict[str, list[AttributionRow]] = {str(group): [] for group in SpeakerGroup}
    for row in attributions:
        sides.setdefault(row["speaker_group"] if row["speaker_group"] in sides else NOT_STATED, []).append(row)
    return sides


def side_lines(attributions: Sequence[AttributionRow]) -> str:
    """The sides as a Markdown list, for the source drawer."""
    return "\n".join(
        f"- **{speaker_group_label(side)}** — " + ("; ".join(statement_line(row) for row in rows) if rows else NOTHING)
        for side, rows in group_by_side(attributions).items()
    )
