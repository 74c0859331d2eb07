"""The panel that takes a view away: its rows as files, all of it in one archive or one page, its citation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.share import copyable_link

SHOWN, ALL = "shown", "all"


@dataclass(frozen=True)
class File:
    """A file to download: what its button says, its name, its type, and what makes it."""

    label: str
    name: str
    mime: str
    make: Callable[[], str | bytes]


@dataclass(frozen=True)
class Offer:
    """What can be taken away: the tables, the files of one of them, and the view's citation in each form."""

    tables: Mapping[str, str]
    files: Callable[[str, bool], Sequence[File]]
    citations: Callable[[], Mapping[str, str]]


def take_away_panel(make: Callable[[], Offer]) -> None:
    """A button that opens the panel; `make` gives what is offered once it is open."""
    with st.popover(
        "Take away", icon=":material/download:", type="tertiary", key="take-away", on_change="rerun"
    ) as panel:
        if not panel.open:
            return
        offer = make()
        table = st.selectbox("Table", list(offer.tables), format_func=offer.tables.__getitem__, key="take-away-table")
        rows = st.segmented_control(
            "Rows", [SHOWN, ALL], format_func={SHOWN: "Rows shown", ALL: "All rows"}.__getitem__,
            default=SHOWN, required=True, key="take-away-rows",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            for n, file in enumerate(offer.files(table, rows == ALL)):
                download(file, key=f"take-{n}")
        st.caption(
            "Zip holds the page’s tables in every format, their schema, a readme and citations. One page is the whole "
            "view as a file to print or send: it needs no network."
        )
        st.markdown("**Cite this view**")
        citations("view", offer.citations())


@dataclass(frozen=True)
class ItemOffer:
    """What can be taken away of one item: its link, its citation in each form, its card as files."""

    link: str
    citations: Mapping[str, str]
    cards: Sequence[File]


def item_panel(make: Callable[[], ItemOffer]) -> None:
    """The same for one item, closed until it is asked for: a link that opens it, its citation, its card."""
    with st.expander("Link, citation, card", key="item-panel", icon=":material/share:", on_change="rerun") as panel:
        if not panel.open:
            return
        offer = make()
        st.markdown("**Link to this item**, with its day and the version of the records")
        copyable_link("item", offer.link)
        st.markdown("**Cite**")
        citations("item", offer.citations)
        if offer.cards:
            st.markdown("**As a card**, with its source in the picture")
            with st.container(horizontal=True, gap="small"):
                for n, card in enumerate(offer.cards):
                    download(card, key=f"card-{n}")


def download(file: File, *, key: str) -> None:
    """A button for a file. It is made now: one that Streamlit makes at the click belongs to no session and can be gone
    before the browser asks for it."""
    st.download_button(
        file.label, file.make(), file_name=file.name, mime=file.mime, key=key, icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip


def citations(name: str, forms: Mapping[str, str]) -> None:
    """A citation to copy, in one of several forms. `name` tells the citations of one page apart."""
    form = st.segmented_control(
        "Form", list(forms), default=next(iter(forms)), required=True, key=f"cite-form-{name}",
        label_visibility="collapsed",
    )  # fmt: skip
    st.code(forms[form or next(iter(forms))], language=None, wrap_lines=True)
