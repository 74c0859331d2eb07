"""Files to download that are built at the click."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from data.files import for_spreadsheets

CSV = "text/csv"


@dataclass(frozen=True)
class File:
    """A file to download: label of its button, file name, media type, and a function that returns its content."""

    label: str
    name: str
    mime: str
    make: Callable[[], str | bytes]

    def content(self) -> bytes:
        """Build the file."""
        made = self.make()
        if isinstance(made, str):
            return for_spreadsheets(made) if self.mime == CSV else made.encode()
        return made


def download_button(file: File, *, key: str) -> None:
    """A download button; the file is built when it is clicked."""
    st.download_button(
        file.label, kept_for_session(file, key=key), file_name=file.name, mime=file.mime, key=key,
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def kept_for_session(file: File, *, key: str) -> Callable[[], bytes]:
    """Return a function that builds the file and assigns it to the session that draws the page now.

    Streamlit assigns a file that it builds at a click to no session, and deletes it when two other sessions have rerun:
    that may be before the browser fetches it. The manager of files knows a file by content, type and name, so what is
    added here is the file that it will serve. `key` takes the place of the element's place on the page.
    """

    session = get_script_run_ctx()

    def add(content: bytes) -> None:
        files = runtime.get_instance().media_file_mgr
        files.add(content, file.mime, key, file.name, is_for_static_download=True)

    def build() -> bytes:
        content = file.content()
        # A session belongs to a thread, and the thread of a click is one that Streamlit uses for others too.
        adding = Thread(target=add, args=(content,))
        if session:
            add_script_run_ctx(adding, session)
        adding.start()
        adding.join()
        return content

    return build
