"""Bar chart of the quoted words by kind of speaker."""

from collections.abc import Sequence

import plotly.graph_objects as go

from components.theme import Palette, css, template
from data.views.rows import SpeakerGroupRow
from data.wording.phrases import speaker_group_label


def voices_chart(rows: Sequence[SpeakerGroupRow], *, colours: Palette, click_count: int = 0) -> go.Figure:
    """One bar for each kind of speaker, labelled with its number and share of words."""
    figure = go.Figure(layout={"template": template(colours), "meta": click_count})
    total = sum(row["words"] for row in rows) or 1
    figure.add_bar(
        orientation="h", x=[row["words"] for row in rows], y=list(range(len(rows))), width=0.36,
        marker={"color": [css(colours.speaker_group(row["speaker_group"]), 0.75) for row in rows]},
        text=[f" {row['words']} words ({row['words'] / total:.0%})" for row in rows], textposition="outside",
        cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    for level, row in enumerate(rows):
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=level, yanchor="bottom", yshift=9, showarrow=False,
            text=f"<b>{speaker_group_label(row['speaker_group'])}</b>",
        )  # fmt: skip
    longest = max((row["words"] for row in rows), default=1)
    figure.update_layout(
        height=54 * len(rows) + 16, yaxis={"range": [len(rows) - 0.6, -0.8]},
        xaxis={"visible": False, "range": [0, longest * 1.55]},
    )  # fmt: skip
    return figure
