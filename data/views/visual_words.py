"""The words around a visual that is shown without its page: its title, its caption, and the reports that it is from."""

from collections.abc import Callable, Mapping
from typing import Any

from data.views.base import View
from data.views.map import MapView
from data.wording.phrases import count_noun, day, join_words

MOST_PUBLISHERS = 6
"""Most publishers that are named; the sentence has the number of the others."""

NOTHING_ADDED = "Each figure is one source’s words; nothing is added up that its source does not add up."
ON_A_DAY = "An event stands on a day only if a report names that day or lets it be worked out."

TITLES: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("overview", "timeline"): lambda view: view.events_title,
    ("overview", "map"): lambda view: view.map_heading,
    ("overview", "doubts"): lambda _: "What is contested, hedged or unsupported",
    ("casualties", "count"): lambda view: view.count.title,
    ("casualties", "who"): lambda view: f"{view.label}: who says what, on which day",
    ("casualties", "disagreements"): lambda view: f"{view.label}: contested and withdrawn figures",
    ("quotes", "voices"): lambda _: "Whose words are quoted, by kind of speaker",
}
"""Page and visual to its title; all others have the title of their page."""

CAPTIONS: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("overview", "figures"): lambda _: NOTHING_ADDED,
    ("overview", "map"): lambda view: view.map_view.subtitle,
    ("timeline", "timeline"): lambda _: ON_A_DAY,
    ("map", "map"): lambda view: view.subtitle,
    ("casualties", "latest"): lambda _: NOTHING_ADDED,
    ("casualties", "who"): lambda view: view.as_of_note,
    ("casualties", "disagreements"): lambda view: view.rule_of_disagreement,
    ("sides", "sides"): lambda view: view.subtitle,
    ("sources", "sources"): lambda view: view.subtitle,
    ("corrections", "corrections"): lambda view: view.lede,
}
"""Page and visual to its caption; the others explain themselves."""

MAPS: Mapping[tuple[str, str], Callable[[Any], MapView]] = {
    ("overview", "map"): lambda view: view.map_view,
    ("map", "map"): lambda view: view,
}
"""Page and visual to the map that is drawn."""


def visual_title(view: View, visual: str) -> str:
    """Return the headline of a visual: that of its part of the page, or that of the page."""
    title = TITLES.get((view.path or "overview", visual))
    return title(view) if title else view.title


def visual_caption(view: View, visual: str) -> str:
    """Return what a reader of a visual has to know; empty for one that explains itself."""
    caption = CAPTIONS.get((view.path or "overview", visual))
    return caption(view) if caption else ""


def visual_source(view: View) -> str:
    """Return the reports that a view is from: “From 6 reports of Al Jazeera, AP and TASS, published by …”."""
    chosen = view.selection.article
    found = [article for article in view.articles if not chosen or article["article_id"] in chosen]
    if not found:
        return "No report had been published."
    publishers = list(dict.fromkeys(article["publisher"] for article in found))
    left = len(publishers) - MOST_PUBLISHERS
    named = [*publishers[:MOST_PUBLISHERS], *([f"{left:,} more"] if left > 0 else [])]
    return f"From {count_noun(len(found), 'report')} of {join_words(named)}, published by {day(view.day)}."


def visual_credits(view: View, visual: str) -> str:
    """Return whose coordinates and outlines a visual has, for a map; empty for all others."""
    map_view = MAPS.get((view.path or "overview", visual))
    if map_view is None:
        return ""
    coordinates, _, outlines = map_view(view).credit
    return f"{coordinates}; {outlines}."
