"""The control “as known on”: the strip of days with reports, steps to the one before and after, and a date field."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from components.callbacks import uninterrupted
from components.url import PAGE, write
from data.views.frame import Days

KEY = "known_on"
HELP = (
    "Every page shows what had been published by this day, as it stood then. The arrow keys ← and → step from one day "
    "with reports to the next."
)


def day_control(days: Days, draw_strip: Callable[[], None]) -> None:
    """Steps to the earlier and the later day around the strip of days, which `draw_strip` draws; nothing without any.

    A date field in a popover reaches days without a report.
    """
    if not days.reports:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key="known-on"):
        st.button(
            "Earlier", key="known-earlier", shortcut="Left", on_click=_step, args=(days, -1), type="tertiary",
            disabled=days.earlier is None,
        )  # fmt: skip
        draw_strip()
        st.button(
            "Later", key="known-later", shortcut="Right", on_click=_step, args=(days, 1), type="tertiary",
            disabled=days.later is None,
        )  # fmt: skip


def day_field(days: Days) -> None:
    """A date field for the day as of which everything is shown; nothing without any report."""
    if not days.reports:
        return
    chosen = dt.date.fromisoformat(days.shown)
    bounds = [chosen, *(dt.date.fromisoformat(iso) for iso in (*days.reports[:1], *days.reports[-1:]))]
    st.session_state[_WIDGET] = chosen
    st.date_input(
        "As known on", key=_WIDGET, on_change=_on_date_change, args=(days,), format="YYYY-MM-DD", help=HELP,
        min_value=min(bounds), max_value=max(bounds),
    )  # fmt: skip


_WIDGET = f"filter_{KEY}"


@uninterrupted
def _on_date_change(days: Days) -> None:
    value = st.session_state[_WIDGET]
    _write_day(value.isoformat() if value else days.default, days.default)


def _step(days: Days, way: int) -> None:
    wanted = days.later if way > 0 else days.earlier
    if wanted:
        _write_day(wanted, days.default)


def _write_day(wanted: str, default: str) -> None:
    write({KEY: None if wanted == default else wanted, PAGE: None})
