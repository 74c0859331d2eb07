"""The floor that the dashboard is measured against: the same pages, the same kinds of elements in about the same
number, nothing in them, and Streamlit's defaults throughout.

Run it with `streamlit run app.py` in this folder, where no settings file applies. It does no work at all: no data is
read, no text is longer than a few words, every chart has one trivial trace built in the cheapest way (`go.Figure`
rather than plotly express, one pydeck layer without a base map). Where it differs from ours it is the lighter one:
the pages stand in Streamlit's own menu instead of five links, buttons have no tooltip and no icon, and charts take no
clicks. What it keeps is the number of elements that a page sends and a browser draws, and that a filter changes them:
every text ends in the number of chosen cities and every chart has one more unit of height for each.
`tests/unit/test_benchmarks.py` fails when a page of it holds more than ours does.
"""

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

KEY_FIGURES = tuple(f"Key figure {n}" for n in range(1, 8))
"""What is to be readable on Overview."""


def filter_bar() -> None:
    """What stands above every page: a day and two steps, three lists to choose from, two dates, a search, a summary."""
    st.markdown("Bare")
    with st.container(border=True):
        with st.container(horizontal=True):
            st.date_input("As of", None)
            st.button("Back")
            st.button("On")
            st.markdown(filtered("Day"))
        city, actor, kind, first, last, words = st.columns(6)
        city.multiselect("City", [f"City {n}" for n in range(5)], key="city")
        actor.multiselect("Actor", [f"Actor {n}" for n in range(40)])
        kind.multiselect("Kind", [f"Kind {n}" for n in range(8)])
        first.date_input("From", None)
        last.date_input("To", None)
        words.text_input("Search")
        with st.container(horizontal=True):
            st.markdown(filtered("Chosen:"))
    with st.container(horizontal=True):
        st.markdown(filtered("Later"))
        st.button("Latest")


def card(key: str) -> None:
    """A bordered box with a line and a button."""
    with st.container(border=True):
        lines(1)
        st.button("Source", key=key)


def filtered(text: str) -> str:
    """A text that a filter changes."""
    return f"{text} {len(st.session_state.get('city', ()))}"


def lines(count: int) -> None:
    """As many lines of Markdown."""
    for _ in range(count):
        st.markdown(filtered("Text"))


def quotation(key: str) -> None:
    """A bordered box with words, a speaker, a button and a citation to copy."""
    with st.container(border=True):
        lines(2)
        st.caption(filtered("Caption"))
        with st.container(horizontal=True):
            st.button("Source", key=key)
            with st.popover("Cite", key=f"cite-{key}"):
                st.code("Citation", language=None)


def chart(key: str) -> None:
    """A Plotly chart of three bars, one of which a filter changes."""
    st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=[3, 1, 2 + len(st.session_state["city"])])), key=key)


def map_of_points(height: int) -> None:
    """A map of three points, which a filter makes larger, and nothing behind them: no tile server is asked."""
    points = [{"lat": 43.2, "lon": 76.9}, {"lat": 43.7, "lon": 51.2}, {"lat": 51.2, "lon": 71.4}]
    size = 50_000 * (1 + len(st.session_state["city"]))
    layer = pdk.Layer("ScatterplotLayer", data=points, get_position="[lon, lat]", get_radius=size)
    view = pdk.ViewState(latitude=47, longitude=65, zoom=3)
    st.pydeck_chart(pdk.Deck(map_provider=None, layers=[layer], initial_view_state=view), height=height)


def overview() -> None:
    """Key figures, a chart beside a map, a quotation beside a list."""
    st.title("Overview")
    st.caption(filtered("Caption"))
    st.subheader("Figures")
    with st.grid(4, min_column_width=150):
        for figure in KEY_FIGURES:
            with st.container(border=True):
                st.markdown(figure)
                st.button("Source", key=figure)
    st.caption(filtered("Caption"))
    left, right = st.columns(2)
    with left:
        st.subheader("Time")
        chart("strip")
        st.caption(filtered("Caption"))
    with right:
        st.subheader("Place")
        map_of_points(260)
        st.caption(filtered("Caption"))
    left, right = st.columns(2)
    with left:
        st.subheader("Words")
        quotation("words")
    with right:
        st.subheader("Doubt")
        for n in range(6):
            with st.container(horizontal=True):
                st.markdown(filtered("Text"))
                st.button("Source", key=f"doubt-{n}")
        st.expander("More")


def timeline() -> None:
    """A chart, a tray of boxes, a list of boxes."""
    st.title("Timeline")
    st.segmented_control("Lanes", ["One", "Another"], default="One")
    chart("timeline")
    st.caption(filtered("Caption"))
    st.subheader("Undated")
    st.caption(filtered("Caption"))
    with st.grid(2, min_column_width=320):
        for n in range(20):
            with st.container(horizontal=True):
                st.markdown(filtered("Text"))
                st.button("Source", key=f"tray-{n}", type="tertiary")
    st.subheader("In order")
    with st.grid(2, min_column_width=320):
        for n in range(15):
            card(f"event-{n}")
    st.expander("Data")


def map_page() -> None:
    """A map beside a box, a choice of three, a list of boxes."""
    st.title("Map")
    left, right = st.columns([3, 1])
    with left:
        map_of_points(460)
        st.caption(filtered("Caption"))
    with right, st.container(border=True):
        lines(4)
        st.caption(filtered("Caption"))
    st.segmented_control("List", ["Placed", "Unplaced", "Distances"], default="Placed")
    with st.grid(2, min_column_width=320):
        for n in range(10):
            card(f"event-{n}")
    st.expander("Data")


def casualties() -> None:
    """A choice of four, a row of boxes, two charts, a list of boxes with a citation each."""
    st.segmented_control("Kind", ["One", "Two", "Three", "Four"], default="One")
    st.title("Casualties")
    st.caption(filtered("Caption"))
    with st.grid(4, min_column_width=220):
        for n in range(5):
            card(f"latest-{n}")
    for name in ("count", "who"):
        st.subheader("Figures")
        chart(name)
        st.caption(filtered("Caption"))
    st.expander("Data")
    st.subheader("Each")
    for n in range(7):
        with st.container(border=True):
            st.markdown(filtered("Text"))
            with st.container(horizontal=True):
                st.button("Source", key=f"life-{n}")
                with st.popover("Cite", key=f"cite-{n}"):
                    st.code("Citation", language=None)
    st.expander("Data", key="all")


def quotes() -> None:
    """Four more lists to choose from, a page of quotations beside a chart."""
    st.title("Quotes")
    for n, column in enumerate(st.columns(4)):
        column.multiselect(f"Facet {n}", [f"Value {m}" for m in range(10)])
    left, right = st.columns([3, 2])
    with left:
        st.pagination(3, key="pages")
        for n in range(12):
            quotation(f"quote-{n}")
    with right:
        st.subheader("Voices")
        chart("voices")
        st.caption(filtered("Caption"))
    st.expander("Data")


PAGES = {"overview": overview, "timeline": timeline, "map": map_page, "casualties": casualties, "quotes": quotes}


def draw(page: str) -> None:
    """A page with what stands above it."""
    filter_bar()
    PAGES[page]()


if __name__ == "__main__":
    st.set_page_config(page_title="Bare", layout="wide")
    paths = {name: "" if name == "overview" else name for name in PAGES}
    chosen = st.navigation(
        [
            st.Page(function, title=name.title(), url_path=paths[name], default=not paths[name])
            for name, function in PAGES.items()
        ]
    )
    filter_bar()
    chosen.run()
