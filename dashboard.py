"""The dashboard: run it with `streamlit run dashboard.py`, or served with more care by `make run`."""

from pathlib import Path

import streamlit as st

import presenting
import shell

page = shell.navigation()
st.set_page_config(
    page_title=shell.window_title(page.title),
    page_icon=str(Path(__file__).parent / "static" / "favicon.svg"),
    layout="wide",
)
shell.drawn_again_on_reconnection()
if story := presenting.asked_for():
    presenting.present(story)
else:
    shell.frame()
    shell.opened_item(shell.view())
    page.run()
