"""The Share panel: a permalink, a QR code, one visual for another site; and the Present panel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import segno
import streamlit as st

from components.downloads import File, download_button
from components.markdown import plain_text

EMBEDDED = "embed=true"
"""Streamlit's own parameter: one visual of the page, without navigation, filters and panels."""

FRAME_HEIGHT = 720

ANY_SITE = "*"


@dataclass(frozen=True)
class SharedVisual:
    """A visual for other sites: links of its frame, which follows the records or stays as it is; files; HTML.

    `note` says why there is no PNG, or is empty.
    """

    title: str
    live: str
    pinned: str
    files: Sequence[File]
    note: str
    html: Callable[[], str]


@dataclass(frozen=True)
class ShareLinks:
    """What a view has to share: its permalink `pinned`, with the day and the dataset version, and its visuals.

    `page` is the name of the page. `visuals` has the title of each visual by its name, the main one first, and `visual`
    returns one of them. `sites` are the other sites that may show the dashboard in a frame. `note` says what to know of
    the permalink; it may be empty.
    """

    page: str
    pinned: str
    visuals: Mapping[str, str]
    shown: str
    visual: Callable[[str], SharedVisual]
    sites: Sequence[str]
    note: str = ""


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
        link_note(links.note)
        st.markdown("**For the room**: a code to point a phone at")
        if code := qr_code(links.pinned):
            st.image(code, width=220, alt=f"QR code of the link to this view: {links.pinned}")
        else:
            st.caption("The link is too long for a code.")
        visual_for_other_sites(links)


def visual_for_other_sites(links: ShareLinks) -> None:
    """One visual of the page: the code of its frames, who may show them, and the visual without a frame."""
    chosen = next(iter(links.visuals))
    if len(links.visuals) > 1:
        names = list(links.visuals)
        chosen = st.selectbox(
            "Visual", names, index=names.index(links.shown), format_func=lambda name: plain_text(links.visuals[name]),
            key=f"share-visual-{links.page}",
        )  # fmt: skip
    visual = links.visual(chosen)
    st.markdown("**Embed** the visual, always up to date")
    st.code(iframe_html(visual.live, visual.title), language=None, wrap_lines=True)
    st.markdown("**Embed** the visual as it is today")
    st.code(iframe_html(visual.pinned, visual.title), language=None, wrap_lines=True)
    st.caption(frame_advice(links.sites))
    st.markdown("**Without a frame**: a picture, or HTML to paste")
    with st.container(horizontal=True, gap="small"):
        for n, file in enumerate(visual.files):
            download_button(file, key=f"share-file-{n}")
    if visual.note:
        st.caption(plain_text(visual.note))
    with st.expander("HTML to paste", key="share-html", on_change="rerun") as html:
        if html.open:
            st.code(visual.html(), language=None, wrap_lines=True, height=240)


def frame_advice(sites: Sequence[str]) -> str:
    """Who may show the dashboard in a frame, and what to do where it is refused, as Markdown."""
    other = "If a frame stays empty there, the site refuses it: its own Content-Security-Policy has to name this one."
    if ANY_SITE in sites:
        return f"Any site may show it in a frame. {other} What stands below needs no frame."
    if sites:
        named = ", ".join(f"`{site}`" for site in sites)
        only = f"Only {named} may show it in a frame (the setting `FRAME_ANCESTORS`)."
        return f"{only} {other} What stands below needs no frame."
    return (
        "No other site may show it in a frame so far: the frame would stay empty. Whoever runs the dashboard names "
        "the site in the setting `FRAME_ANCESTORS`, such as `'self' https://news.example` (`deploy/README.md`). What "
        "stands below needs no frame."
    )


def copyable_link(name: str, url: str) -> None:
    """A link to copy, or to share with another app on a phone. `name` makes the widget keys unique on the page."""
    st.code(url, language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        st.link_button("Copy link", url, key=f"copy-link-{name}", icon=":material/content_copy:")
        st.link_button("Share with an app", url, key=f"share-link-{name}", icon=":material/ios_share:")


def link_note(note: str) -> None:
    """A line below a pinned link; nothing if there is nothing to say."""
    if note:
        st.caption(plain_text(note))


def qr_code(url: str) -> str:
    """A link as a QR code: an SVG image, black on white with its quiet zone in every theme; empty if it is too long."""
    try:
        code = segno.make(url, error="m", micro=False)
    except segno.DataOverflowError:
        return ""
    return code.svg_inline(scale=6, border=4, dark="#000", light="#fff")


def iframe_html(url: str, title: str) -> str:
    """The HTML that embeds a visual in another site."""
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
