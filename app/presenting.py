"""Presenter mode: one step of a story in place of a page, with large type, one visual and its words."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from app.frame import chart, show_section, source_panel
from components.cards import caveat_line, quote_card
from components.chart_clicks import clickable_chart
from components.charts.counts import count_chart
from components.charts.enlarge import enlarge, move_dates_to_top
from components.charts.map import event_map, map_credit
from components.charts.timeline import timeline, timeline_strip
from components.charts.voices import voices_chart
from components.charts.who_says_what import who_says_what
from components.corrections import correction_card
from components.data_table import open_table
from components.ledger_cards import comparison_line, disagreement_card, dispute_line, latest_card, withdrawn_card
from components.markdown import plain_text
from components.notices import show_notices
from components.story import Turn, controls, passage, presenter_notes
from components.theme import PLOTLY_CONFIG, palette
from components.url import query
from data.figures.series import ClaimHistory
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.stories.loader import open_stories, requested_step
from data.stories.models import Step, Story
from data.tables.archive import open_archive
from data.text import shorten
from data.views.address import QueryParameters
from data.views.base import View
from data.views.captions import WHO_SAYS_WHAT
from data.views.casualties import CasualtiesView
from data.views.corrections import CorrectionsView
from data.views.figures import comparison_sentence, key_figure
from data.views.map import MapView
from data.views.opened import opened_item
from data.views.overview import OverviewView
from data.views.quotes import QuotesView
from data.views.reading import read_address
from data.views.registry import view_of
from data.views.rows import CaveatRow, CorrectionRow, EventRow, LaneRow, Table, rows
from data.views.sides import SidesView
from data.views.timeline import TimelineView
from data.wording.phrases import day

MOST_CARDS = 6
"""Most cards on one screen."""


def requested_story() -> Story | None:
    """The story of the address; None, with a notice, if it does not exist or its file has errors."""
    wanted = query().get("story", [])
    if not wanted:
        return None
    stories = open_stories(open_archive())
    story = stories.get(wanted[-1])
    if story is None:
        problems = [str(problem) for problem in stories.problems if Path(problem.file).stem == wanted[-1]]
        show_notices([f"story “{shorten(wanted[-1])}” is not there", *problems])
    return story


def present(story: Story) -> None:
    """Draw the step of the address: the visual, or the presenter's notes if the address has `notes=true`."""
    number, notices = requested_step(story, query())
    step = story.steps[number - 1]
    address = step.address
    notes = "true" in query().get("notes", [])
    clicked = step_view(step, {"item": query().get("item", []), "known_on": step.query.get("known_on", [])})
    turn = Turn(
        story=story.id,
        step=number,
        titles=[titled.title for titled in story.steps],
        path=address.path,
        view=address.to_query(),
        notes=notes,
        source_open=bool(clicked.selection.item) and not notes,
    )
    show_notices([*notices, *clicked.notices])
    if notes:
        following = story.steps[number].title if number < len(story.steps) else None
        presenter_notes(step.title, step.words, step.notes, following)
    else:
        show_step(step)
        source_panel(clicked.reading)
    controls(turn)


def step_view(step: Step, asked: QueryParameters) -> View:
    """The view of a step's page under the query `asked`."""
    return view_of(read_address(step.address.path, asked, open_archive()))


def show_step(step: Step) -> None:
    """Draw a step: title, words, visual, and the source of its opened item if there is one."""
    view = step_view(step, step.query)
    st.title(plain_text(step.title), anchor=False)
    st.subheader(plain_text(step.words), anchor=False)
    draw = VISUALS.get((step.page, step.visual), _tables)
    item = opened_item(view.reading)
    if item is None:
        draw(view)
    else:
        visual_column, source_column = st.columns([3, 1], gap="medium")
        with visual_column:
            draw(view)
        with source_column:
            on_card = item.table is Table.QUOTES and step.visual == "quotes"
            places = [(None if on_card else place.words, place.paragraph, place.url) for place in item.passages]
            standing = f" ({item.status_label.lower()})" if item.status_label else ""
            passage(None if on_card else f"{item.title}{standing}", places, item.published)
    st.caption(f"As known on {day(view.day)}")


def _chart(view: View, key: str, draw: Callable[..., go.Figure], *, alt: str) -> None:
    figure = chart(view, f"story-{key}", lambda **how: move_dates_to_top(enlarge(draw(**how))), view.address)
    clickable_chart(figure, key=f"story-{key}", alt=alt)


def _cards(histories: Sequence[ClaimHistory]) -> None:
    with st.grid(3, min_column_width=260):
        for history in histories[:MOST_CARDS]:
            latest_card(key_figure(history))


def _figures(view: OverviewView | CasualtiesView) -> None:
    _cards(view.figures)


def _strip(view: OverviewView) -> None:
    draw = partial(timeline_strip, rows(view.dated_events, EventRow))
    figure = chart(view, "story-strip", lambda **how: enlarge(draw(**how)))
    clickable_chart(figure, key="story-strip", alt=view.strip_title)


def _timeline(view: TimelineView) -> None:
    draw = partial(timeline, rows(view.events_in_lanes, LaneRow), lanes=view.lanes)
    _chart(view, "timeline", draw, alt=view.title)


def _map(view: OverviewView | MapView) -> None:
    box = view.extent.box if isinstance(view, MapView) else None
    deck = event_map(view.cities, chosen=view.selection.city, colours=palette(), box=box)
    st.pydeck_chart(deck, key="story-map", height=520, alt=view.map_title)
    map_credit(ATTRIBUTION, ATTRIBUTION_URL)


def _doubts(view: OverviewView) -> None:
    for clash in view.clashes[:MOST_CARDS]:
        dispute_line(clash)
    for history in view.withdrawn_statements:
        withdrawn_card(history)
    for caveat in rows(view.caveats.head(MOST_CARDS), CaveatRow):
        caveat_line(caveat)


def _count(view: CasualtiesView) -> None:
    _chart(view, "count", partial(count_chart, view.compared_claims, view.own_updates), alt=view.count_title)


def _who(view: CasualtiesView) -> None:
    _chart(view, "who", partial(who_says_what, view.compared_claims), alt=view.who_title)
    st.caption(WHO_SAYS_WHAT.text)


def _disagreements(view: CasualtiesView) -> None:
    for clash in view.clashes[:MOST_CARDS]:
        disagreement_card(clash)
    for verdict, claims in view.comparisons:
        comparison_line(comparison_sentence(verdict, claims))


def _quotes(view: QuotesView) -> None:
    with st.grid(2, min_column_width=420):
        for pieces in view.utterances(view.utterance_ids[:MOST_CARDS]):
            quote_card(pieces)


def _speaker_groups(view: QuotesView) -> None:
    draw = partial(voices_chart, view.speaker_groups)
    figure = chart(view, "story-voices", lambda **how: enlarge(draw(**how)))
    st.plotly_chart(figure, key="story-voices", config=PLOTLY_CONFIG, alt=view.speaker_groups_title)


def _sides(view: SidesView) -> None:
    show_section("sides_body", view)


def _corrections(view: CorrectionsView) -> None:
    for correction in rows(view.corrections.head(MOST_CARDS), CorrectionRow):
        correction_card(correction, view.corrected_item(correction))


def _tables(view: View) -> None:
    for table in view.data_tables:
        open_table(table)


VISUALS: Mapping[tuple[str, str], Callable[[Any], None]] = {
    ("overview", "figures"): _figures,
    ("overview", "timeline"): _strip,
    ("overview", "map"): _map,
    ("overview", "doubts"): _doubts,
    ("timeline", "timeline"): _timeline,
    ("map", "map"): _map,
    ("casualties", "latest"): _figures,
    ("casualties", "count"): _count,
    ("casualties", "who"): _who,
    ("casualties", "disagreements"): _disagreements,
    ("quotes", "quotes"): _quotes,
    ("quotes", "voices"): _speaker_groups,
    ("sides", "sides"): _sides,
    ("corrections", "corrections"): _corrections,
}
"""Page and visual to the function that draws it alone; any other visual is drawn as the tables of its view."""
