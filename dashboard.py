"""The dashboard: run it with `streamlit run dashboard.py`, or with all middleware by `make run` (server.py)."""

from pathlib import Path

import streamlit as st

from app import embedded, frame, presenting
from app.turns import TURNS

with TURNS.turn():
    page = frame.navigation()
    frame.go_to_requested_page()
    st.set_page_config(
        page_title=frame.window_title(page.title),
        page_icon=str(Path(__file__).parent / "static" / "favicon.svg"),
        layout="wide",
    )
    frame.rerun_on_reconnection()
    if page.url_path == frame.WORKBENCH:
        frame.run_workbench(page)
    elif story := presenting.requested_story():
        presenting.present(story)
    elif embedded.is_embedded():
        embedded.show_embedded()
    else:
        frame.show_frame()
        frame.source_panel(frame.reading())
        page.run()
