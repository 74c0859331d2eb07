"""Streamlit's index.html with additions: title, scripts, link preview, prerendered view."""

import json
import re
from html import escape

_STYLESHEET = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
_STARTS = re.compile(r'\s*<script type="module"[^>]*></script>|\s*<link rel="modulepreload"[^>]*>')
"""What loads the app."""
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = '<div id="root"></div>'
_COMMENT = re.compile(r"(?<=>)\s*<!--.*?-->", re.DOTALL)
"""A remark on a tag of Streamlit's page; its licence stands before the first tag, and stays."""
_INDENT = re.compile(r"\n\s+(?=<(?!/script)|/>|crossorigin|[a-z]+=)")
"""The space before a tag or an attribute; a browser ignores it, and a slow line waits for it. None within a script: its
hash is in the Content-Security-Policy, also of pages that are sent as Streamlit has them."""
_FONT = re.compile(r'<link\s+rel="preload"\s+href="(?P<address>[^"]+)"\s+as="font"')


OUR_SCRIPTS = ("share", "story")
"""Files in static/ that copy links and control stories with a clicker; the pages work without them."""


def index_page(streamlit_page: str, *, title: str, root: str) -> str:
    """Streamlit's index.html with a title, and with the address of the server.

    Without the address, Streamlit's script looks for its server below the current page: on /map it asks
    /map/_stcore/health first, which costs a round trip and logs two errors in the browser's console. `root` is
    `server.baseUrlPath` with a leading slash, or empty.
    """
    return _with_head(streamlit_page, f"<title>{escape(title)}</title>", root=root)


def page_with_prerendered(
    streamlit_page: str, *, head: str, prerendered: str, script: str, root: str, held: bool = False
) -> str:
    """Streamlit's index.html with link preview tags and a prerendered view, readable before the app has started.

    `head` holds the title and the tags, `prerendered` the HTML for the app's root element, `script` keeps that HTML on
    screen until the app has drawn. Streamlit's stylesheet moves behind the view: in the head it would block rendering.
    With `held`, what starts the app waits in a template until the reader asks for it (`script` takes it out).
    If Streamlit's page has another structure (another version), only the head is changed.
    """
    page = _with_head(streamlit_page, head + _fonts(streamlit_page), root=root)
    stylesheet = _STYLESHEET.search(page)
    if _ROOT not in page or stylesheet is None:
        return page
    page = _COMMENT.sub("", _NO_SCRIPT.sub("", page.replace(stylesheet.group(), ""), count=1))
    app = stylesheet.group().strip()
    handover = f"<script>{script}</script>"
    if held:
        app = f'<template id="held">{"".join(_STARTS.findall(page))}{app}</template>'
        page = _STARTS.sub("", page)
    rest = f'<div id="root">{prerendered}</div>\n{f"{app}{handover}" if held else f"{handover}{app}"}'
    return _INDENT.sub("\n", page).replace(_ROOT, rest)


def _fonts(streamlit_page: str) -> str:
    """The fonts of the sections: Streamlit's, if it is there before anything is painted, else one that stands in.

    A font that came later would break lines anew while they are read (`handover.js` holds on to the one that stands
    in). That one is a font of the system, drawn about as wide as Streamlit's.
    """
    font = _FONT.search(streamlit_page)
    if font is None:
        return ""
    faces = (
        f"Page;font-weight:100 900;font-display:optional;src:url({font['address']})",
        'Like Page;src:local("Liberation Sans"),local("Arial");size-adjust:92%',
        'Like Page;font-weight:600 900;src:local("Liberation Sans Bold"),local("Arial Bold");size-adjust:90%',
    )
    rules = "".join(f"@font-face{{font-family:{face}}}" for face in faces)
    return f"\n    <style>{rules}:root{{--face:Page,Like Page}}</style>"


def _with_head(streamlit_page: str, head: str, *, root: str) -> str:
    address = f"<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + {json.dumps(root)}}}</script>"
    address += "".join(f'\n    <script src="{root}/app/static/{name}.js" defer></script>' for name in OUR_SCRIPTS)
    before, tag, after = streamlit_page.partition("<title>Streamlit</title>")
    return f"{before}{head}\n    {address}{after}" if tag else streamlit_page
