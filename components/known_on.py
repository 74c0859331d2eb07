"""The control “as known on”: a date, steps to the days with reports before and after it, and later changes."""

import datetime as dt

import streamlit as st

from components.markdown import emphasis_markdown
from components.url import PAGE, write
from data.views.frame import Days
from data.wording.emphasis import Sentence
from data.wording.phrases import count_noun, day

KEY = "known_on"
HELP = (
    "Every page shows what had been published by this day, as it stood then. The arrow keys ← and → step from one day "
    "with reports to the next."
)


def known_on_control(days: Days) -> None:
    """The date, buttons for the earlier and the later day, and the number of days with reports; nothing without any."""
    if not days.reports:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="known-on"):
        chosen = dt.date.fromisoformat(days.shown)
        bounds = [chosen, *(dt.date.fromisoformat(iso) for iso in (*days.reports[:1], *days.reports[-1:]))]
        st.session_state[_WIDGET] = chosen
        st.date_input(
            "As known on", key=_WIDGET, on_change=_on_date_change, args=(days,), format="YYYY-MM-DD", width=150,
            help=HELP, min_value=min(bounds), max_value=max(bounds),
        )  # fmt: skip
        st.button(
            "Earlier", key="known-earlier", shortcut="Left", on_click=_step, args=(days, -1),
            disabled=days.earlier is None,
        )  # fmt: skip
        st.button(
            "Later", key="known-later", shortcut="Right", on_click=_step, args=(days, 1), disabled=days.later is None,
        )  # fmt: skip
        so_far = sum(iso <= days.shown for iso in days.reports)
        st.markdown(
            f"**{day(days.shown)}**  \n:small[{count_noun(so_far, 'day')} with reports by then]",
            width="content",
        )


_WIDGET = f"filter_{KEY}"


def later_reports(later: Sentence, days: Days) -> None:
    """What later reports changed, and a button for the latest day; nothing if they changed nothing."""
    if not later:
        return
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="later-reports"):
        st.markdown(f":material/update: Later reports {emphasis_markdown(later)}.", width="stretch")
        st.button(
            "See latest", key="see-latest", type="tertiary", icon=":material/last_page:", on_click=_write_day,
            args=(days.reports[-1], days.default),
        )  # fmt: skip


def _on_date_change(days: Days) -> None:
    value = st.session_state[_WIDGET]
    _write_day(value.isoformat() if value else days.default, days.default)


def _step(days: Days, way: int) -> None:
    wanted = days.later if way > 0 else days.earlier
    if wanted:
        _write_day(wanted, days.default)


def _write_day(wanted: str, default: str) -> None:
    write({KEY: None if wanted == default else wanted, PAGE: None})
