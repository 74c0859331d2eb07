"""Colours of the active theme, for what Streamlit does not colour itself: plotly charts and the map."""

from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go
import streamlit as st

from data.records.vocabulary import EventKind

RGBA = tuple[int, int, int, int]


@dataclass(frozen=True)
class Palette:
    """The theme's colours as hex strings; `categories` in the order of `theme.chartCategoricalColors`.

    `kinds` are the colours of kinds of event, in their order. On a map, `land` is the country in focus and
    `land_around` all others, `outline` is the line around the first and `land_line` between the others, and `disc` is
    a city with events.
    """

    text: str
    faint: str
    background: str
    surface: str
    land: str
    land_around: str
    land_line: str
    outline: str
    sea: str
    disc: str
    accent: str
    categories: tuple[str, ...]
    kinds: tuple[str, ...]

    def kind(self, kind: str) -> str:
        """The colour of a kind of event; marks tell kinds apart as well."""
        return self.kinds[list(EventKind).index(EventKind(kind)) % len(self.kinds)]


OWN_COLOURS = {
    "light": {
        "faint": "#5E656D", "land": "#FFFFFF", "land_around": "#ECEAE4", "land_line": "#B9B5AB", "outline": "#474C54",
        "sea": "#DCE6EC", "disc": "#12488E",
    },
    "dark": {
        "faint": "#9AA3AD", "land": "#262D35", "land_around": "#181D23", "land_line": "#4A525B", "outline": "#BCC1C8",
        "sea": "#0B0F13", "disc": "#9CC3F5",
    },
}  # fmt: skip
"""Colours that Streamlit's theme options cannot hold."""

KIND_COLOURS = {
    "light": ("#12488E", "#AD3A0A", "#137A62", "#672844", "#7F6000", "#465ED9", "#5B52A3", "#5F646C"),
    "dark": ("#7FB2F5", "#FF9D68", "#7FD9BC", "#D99AC0", "#E3BE4E", "#9DB0FF", "#B7AEF2", "#9CA3AC"),
}
"""Colours of kinds of event, in the order of `EventKind`; each holds 5.3:1 against the page, for text on it."""


def palette() -> Palette:
    """The palette of the theme that the reader's browser shows."""
    mode = "dark" if st.context.theme.type == "dark" else "light"
    return Palette(
        **OWN_COLOURS[mode],
        kinds=KIND_COLOURS[mode],
        text=st.get_option(f"theme.{mode}.textColor"),
        background=st.get_option(f"theme.{mode}.backgroundColor"),
        surface=st.get_option(f"theme.{mode}.secondaryBackgroundColor"),
        accent=st.get_option(f"theme.{mode}.primaryColor"),
        categories=tuple(st.get_option(f"theme.{mode}.chartCategoricalColors")),
    )


def rgba(colour: str, alpha: float = 1.0) -> RGBA:
    """A hex colour as deck.gl expects it; alpha from 0 to 1."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue, round(alpha * 255)


def css(colour: str, alpha: float) -> str:
    """A hex colour as CSS with alpha from 0 to 1, for plotly."""
    return f"rgba{(*rgba(colour)[:3], alpha)}"


def escape_label(text: str) -> str:
    """Escape a text for plotly, which interprets a few HTML tags in labels."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=4)
def template(colours: Palette) -> go.layout.Template:
    """The plotly template of all charts: no frame, faint grid lines, no zoom and no drag."""
    axis = {"fixedrange": True, "gridcolor": css(colours.faint, 0.25), "zeroline": False, "linecolor": colours.faint}
    return go.layout.Template(
        layout={
            "font": {"color": colours.text, "size": 13},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 4, "r": 4, "t": 8, "b": 4},
            "showlegend": False,
            "xaxis": axis,
            "yaxis": axis | {"showgrid": False, "showticklabels": False},
            "hoverlabel": {
                "bgcolor": colours.surface, "bordercolor": colours.faint, "align": "left",
                "font": {"color": colours.text, "size": 13},
            },
            "bargap": 0.2,
            "dragmode": False,  # a finger on a chart scrolls the page
        }
    )  # fmt: skip


STEADY_WHEN_CLICKED = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""For traces: a click opens an item and does not fade the other marks."""

PLOTLY_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
