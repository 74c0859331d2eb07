"""The Share panel: a permalink, a QR code, an iframe for another site; and the Present panel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import segno
import streamlit as st

from components.markdown import plain_text

EMBEDDED = "embed=true"
"""Streamlit's own parameter: the page without its header and menu."""

FRAME_HEIGHT = 720


@dataclass(frozen=True)
class ShareLinks:
    """Addresses of a view: `pinned` names the day and the dataset version, `live` always shows the latest records."""

    pinned: str
    live: str
    title: str


def share_panel(make: Callable[[], ShareLinks]) -> None:
    """A button that opens the Share panel; `make` is called only when it is open."""
    with st.popover("Share", icon=":material/share:", type="tertiary", key="share", on_change="rerun") as panel:
        if not panel.open:
            return
        links = make()
        st.markdown(
            "**Link to this view**, with its day and the version of the records, so that it means the same later"
        )
        copyable_link("view", links.pinned)
        st.markdown("**For the room**: a code to point a phone at")
        st.image(qr_code(links.pinned), width=220, alt=f"QR code of the link to this view: {links.pinned}")
        st.markdown("**Embed**, always up to date")
        st.code(iframe_html(links.live, links.title), language=None, wrap_lines=True)
        st.markdown("**Embed**, as it is today")
        st.code(iframe_html(links.pinned, links.title), language=None, wrap_lines=True)
        st.caption(
            "A site that shows the dashboard in a frame has to be named on its server (FRAME_ANCESTORS). In a frame "
            "`embed=true` leaves out the menu."
        )


def copyable_link(name: str, url: str) -> None:
    """A link to copy, or to share with another app on a phone. `name` makes the widget keys unique on the page."""
    st.code(url, language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        st.link_button("Copy link", url, key=f"copy-link-{name}", icon=":material/content_copy:")
        st.link_button("Share with an app", url, key=f"share-link-{name}", icon=":material/ios_share:")


def qr_code(url: str) -> str:
    """A link as a QR code: an SVG image, black on white with its quiet zone in every theme."""
    return segno.make(url, error="m", micro=False).svg_inline(scale=6, border=4, dark="#000", light="#fff")


def iframe_html(url: str, title: str) -> str:
    """The HTML that embeds a view in another site."""
    address = f"{url}{'&' if '?' in url else '?'}{EMBEDDED}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{FRAME_HEIGHT}" '
        'style="border:0" loading="lazy" allow="clipboard-write; web-share"></iframe>'
    )


MOST_PROBLEMS = 3
"""Most problems of story files that the panel Present lists."""


def present_panel(stories: Mapping[str, str], problems: Sequence[object] = ()) -> None:
    """A button with links to the stories; `stories` maps ids to titles. Nothing if there are none.

    `problems` are those of the files: such a story is not in the list, or is shown as it was before.
    """
    if not stories:
        return
    with st.popover("Present", icon=":material/slideshow:", type="tertiary", key="present", on_change="rerun") as panel:
        if panel.open:
            for story, title in stories.items():
                st.link_button(
                    plain_text(title), f"?story={story}&step=1&embed=true", type="tertiary", key=f"present-{story}"
                )
            for problem in problems[:MOST_PROBLEMS]:
                st.caption(plain_text(str(problem)))
            st.caption(
                "Opens in a window of its own. → ← or a clicker turn the steps, Home and End go to the first and the "
                "last, Esc leaves. Notes opens what the presenter says in a second window, which follows the first."
            )
