"""The day from which everything is seen: a date, a step to the report before or after it, and what came later."""

import datetime as dt

import streamlit as st

from components.markdown import emphasised
from components.url import PAGE, write
from data.views.frame import Days
from data.wording.emphasis import Sentence
from data.wording.phrases import counted, day

KEY = "known_on"
HELP = (
    "Every page shows what had been published by this day, as it stood then. The arrow keys ← and → step from one day "
    "with reports to the next."
)


def known_on_control(days: Days) -> None:
    """The date, a step back and a step on, and how many days with reports there were; nothing without reports."""
    if not days.reports:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="known-on"):
        chosen = dt.date.fromisoformat(days.shown)
        bounds = [chosen, *(dt.date.fromisoformat(each) for each in (*days.reports[:1], *days.reports[-1:]))]
        st.session_state[_WIDGET] = chosen
        st.date_input(
            "As known on", key=_WIDGET, on_change=_chosen, args=(days,), format="YYYY-MM-DD", width=150, help=HELP,
            min_value=min(bounds), max_value=max(bounds),
        )  # fmt: skip
        st.button(
            "Earlier", key="known-earlier", shortcut="Left", on_click=_step, args=(days, -1),
            disabled=days.earlier is None,
        )  # fmt: skip
        st.button(
            "Later", key="known-later", shortcut="Right", on_click=_step, args=(days, 1), disabled=days.later is None,
        )  # fmt: skip
        out = sum(each <= days.shown for each in days.reports)
        st.markdown(
            f"**{day(days.shown)}**  \n:small[{counted(out, 'day')} with reports by then]",
            width="content",
        )


_WIDGET = f"filter_{KEY}"


def later_reports(later: Sentence, days: Days) -> None:
    """What later reports made of the figures on show, and a click to the latest; nothing where they changed none."""
    if not later:
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="later-reports"):
        st.markdown(f":material/update: Later reports {emphasised(later)}.", width="stretch")
        st.button(
            "See latest", key="see-latest", type="tertiary", icon=":material/last_page:", on_click=_go,
            args=(days.reports[-1], days.default),
        )  # fmt: skip


def _chosen(days: Days) -> None:
    value = st.session_state[_WIDGET]
    _go(value.isoformat() if value else days.default, days.default)


def _step(days: Days, way: int) -> None:
    wanted = days.later if way > 0 else days.earlier
    if wanted:
        _go(wanted, days.default)


def _go(wanted: str, default: str) -> None:
    write({KEY: None if wanted == default else wanted, PAGE: None})
