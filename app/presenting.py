"""Presenter mode: a step of a story in place of a page. Big type, one visual, its words; moved by keys or a clicker."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby, islice
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from app.frame import View, opened_item
from components.cards import caveat_line, quote_card
from components.chart_clicks import clickable_chart
from components.charts.counts import count_chart
from components.charts.enlarged import dates_above, enlarged
from components.charts.map import event_map, map_credit
from components.charts.timeline import timeline, timeline_strip
from components.charts.voices import voices_chart
from components.charts.who_says_what import LEGEND, who_says_what
from components.corrections import correction_card
from components.ledger_cards import disagreement_card, dispute_line, held_together, latest_card, withdrawn_line
from components.markdown import plain_text
from components.notices import notice_ignored
from components.sides import side_columns
from components.story import Turn, controls, passage, presenter_notes
from components.theme import PLOTLY_CONFIG, palette
from components.url import query
from data import queries
from data.figures import agreement, latest, ledger
from data.figures.attributions import items_with_attributions, versions
from data.figures.row_types import ComparedClaimRow
from data.geo.gazetteer import ATTRIBUTION, ATTRIBUTION_URL
from data.stories.loader import open_stories, step_asked
from data.stories.models import Step, Story
from data.tables.archive import open_archive
from data.text import short
from data.views.address import WHOLE_COUNTRY, QueryParameters
from data.views.headings import map_title
from data.views.map_views import map_views
from data.views.reading import read_address
from data.views.summary import summary
from data.wording.phrases import day

MOST_CARDS = 6
"""Cards that one screen holds."""


def asked_for() -> Story | None:
    """The story that the address asks for; one that is not there, or not sound, is told."""
    wanted = query().get("story", [])
    if not wanted:
        return None
    stories = open_stories(open_archive())
    story = stories.get(wanted[-1])
    if story is None:
        broken = [str(each) for each in stories.problems if Path(each.file).stem == wanted[-1]]
        notice_ignored([f"story “{short(wanted[-1])}” is not there", *broken])
    return story


def present(story: Story) -> None:
    """The step that the address asks for, in the room's window or in the presenter's."""
    number, notices = step_asked(story, query())
    step = story.steps[number - 1]
    address = step.address
    notes = "true" in query().get("notes", [])
    clicked = viewed(step, {"item": query().get("item", []), "known_on": step.query.get("known_on", [])})
    turn = Turn(
        story=story.id,
        step=number,
        titles=[each.title for each in story.steps],
        path=address.path,
        view=address.to_query(),
        notes=notes,
        source_open=bool(clicked.selection.item) and not notes,
    )
    notice_ignored([*notices, *clicked.notices])
    if notes:
        following = story.steps[number].title if number < len(story.steps) else None
        presenter_notes(step.title, step.words, step.notes, following)
    else:
        show(step)
        opened_item(clicked)
    controls(turn)


def viewed(step: Step, asked: QueryParameters) -> View:
    """A view under the address of a step."""
    read = read_address(step.address.path, asked, open_archive())
    return View(read.archive, read.address, read.notices)


def show(step: Step) -> None:
    """A step: its title, its few words, its one visual, and the opened item's words in the article."""
    here = viewed(step, step.query)
    st.title(plain_text(step.title), anchor=False)
    st.subheader(plain_text(step.words), anchor=False)
    draw = VISUALS[step.page, step.visual]
    opened = summary(here).opened
    if opened is None:
        draw(here)
    else:
        visual_column, source_column = st.columns([3, 1], gap="medium")
        with visual_column:
            draw(here)
        with source_column:
            drawn = opened.table == step.visual == "quotes"
            places = [(None if drawn else each.words, each.paragraph, each.url) for each in opened.places]
            standing = f" ({opened.standing.lower()})" if opened.standing else ""
            passage(None if drawn else f"{opened.title}{standing}", places, opened.published)
    st.caption(f"As known on {day(here.day)}")


def _chart(here: View, key: str, draw: Callable[..., go.Figure], *also: object, alt: str) -> None:
    figure = here.figure(f"story-{key}", lambda **how: dates_above(enlarged(draw(**how))), *also)
    clickable_chart(figure, key=f"story-{key}", alt=alt)


def _figures(here: View) -> None:
    _cards(here, latest.headline_figures(here.archive, here.selection).head(MOST_CARDS))


def _latest(here: View) -> None:
    newest = latest.latest_figures(here.archive, here.selection)
    _cards(here, ledger.of_count_family(newest, here.address.choice("metric")).head(MOST_CARDS))


def _cards(here: View, claims: pd.DataFrame) -> None:
    with st.grid(3, min_column_width=260):
        for history in ledger.histories(here.archive, claims, here.selection):
            latest_card(history)


def _strip(here: View) -> None:
    rows = queries.rows(queries.crisis_events(here.archive, here.selection))
    figure = here.figure("story-strip", lambda **how: enlarged(timeline_strip(rows, **how)))
    clickable_chart(figure, key="story-strip", alt="Dated events of the crisis")


def _timeline(here: View) -> None:
    by_lane = queries.events_by_actor if here.address.choice("lanes") == "actor" else queries.events_by_kind
    dated = by_lane(here.archive, here.selection).dropna(subset="start")
    lanes = list(dated[["lane", "lane_label"]].drop_duplicates().itertuples(index=False, name=None))
    _chart(here, "timeline", partial(timeline, queries.rows(dated), lanes=lanes), here.address, alt="Events in time")


def _map(here: View) -> None:
    cities = queries.rows(queries.map_cities(here.archive, here.selection))
    unpinned = len(queries.events_without_pin(here.archive, here.selection))
    events = len(queries.events(here.archive, here.selection))
    views = map_views(here.archive)
    view = views.get(here.address.option("view") or "", views[WHOLE_COUNTRY])
    deck = event_map(cities, chosen=here.selection.city, colours=palette(), box=view.box)
    st.pydeck_chart(deck, key="story-map", height=520, alt=map_title(cities, unpinned, events))
    map_credit(ATTRIBUTION, ATTRIBUTION_URL)


def _doubts(here: View) -> None:
    for one, other in agreement.all_clashes(here.archive, here.selection)[:MOST_CARDS]:
        dispute_line(one, other)
    for history in ledger.histories(here.archive, ledger.withdrawn(here.archive, here.selection), here.selection):
        withdrawn_line(history)
    for caveat in queries.rows(queries.caveats(here.archive, here.selection).head(MOST_CARDS)):
        caveat_line(caveat)


def _count(here: View) -> None:
    rows = _said(here)
    updates = list(ledger.own_updates(here.archive, here.selection).itertuples(index=False, name=None))
    _chart(here, "count", partial(count_chart, rows, updates), here.address, alt="How the count changed")


def _who(here: View) -> None:
    _chart(here, "who", partial(who_says_what, _said(here)), here.address, alt="Who says what, on which day")
    st.caption(LEGEND)


def _said(here: View) -> list[ComparedClaimRow]:
    said = agreement.said_by_day(here.archive, here.selection)
    return queries.rows(ledger.of_count_family(said, here.address.choice("metric")), ComparedClaimRow)


def _disagreements(here: View) -> None:
    count_family = here.address.choice("metric")
    for one, other in agreement.clashes(here.archive, here.selection, count_family)[:MOST_CARDS]:
        disagreement_card(one, other)
    for verdict, members in agreement.held_together(here.archive, here.selection, count_family):
        held_together(verdict, members)


def _quotes(here: View) -> None:
    rows = queries.rows(queries.quotes_by_utterance(here.archive, here.selection))
    with st.grid(2, min_column_width=420):
        for _, utterance in islice(groupby(rows, key=lambda quote: quote["utterance_id"]), MOST_CARDS):
            quote_card(list(utterance))


def _voices(here: View) -> None:
    rows = queries.rows(queries.words_by_speaker_group(here.archive, here.selection))
    figure = here.figure("story-voices", lambda **how: enlarged(voices_chart(rows, **how)))
    st.plotly_chart(figure, key="story-voices", config=PLOTLY_CONFIG, alt="Whose words fill the report")


def _sides(here: View) -> None:
    known = items_with_attributions(here.archive, here.selection)["item_id"]
    about = here.address.option("about") or next(iter(known))
    side_columns(queries.rows(versions(here.archive, about)))


def _corrections(here: View) -> None:
    for correction in queries.rows(queries.corrections(here.archive).head(MOST_CARDS)):
        correction_card(correction, correction["publisher"])


VISUALS: Mapping[tuple[str, str], Callable[[View], None]] = {
    ("overview", "figures"): _figures,
    ("overview", "timeline"): _strip,
    ("overview", "map"): _map,
    ("overview", "doubts"): _doubts,
    ("timeline", "timeline"): _timeline,
    ("map", "map"): _map,
    ("casualties", "latest"): _latest,
    ("casualties", "count"): _count,
    ("casualties", "who"): _who,
    ("casualties", "disagreements"): _disagreements,
    ("quotes", "quotes"): _quotes,
    ("quotes", "voices"): _voices,
    ("sides", "sides"): _sides,
    ("corrections", "corrections"): _corrections,
}
"""Page and visual, as `data.views.visuals` names them, to what draws it alone."""
