"""The page that every address of the dashboard answers with before its script runs: Streamlit's, with additions."""

import json
import re
from html import escape

_STYLESHEET = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_ROOT = '<div id="root"></div>'


OUR_SCRIPTS = ("share", "story")
"""What makes links copy and stories follow a clicker; the pages work without them."""


def index_page(streamlit_page: str, *, title: str, root: str) -> str:
    """Streamlit's index.html with the dashboard's title, and with the server's own address.

    Without the address Streamlit's script looks for its server below the page it is on: on /map it asks
    /map/_stcore/health first, which costs a round trip and leaves two errors in the browser's console. `root` is
    `server.baseUrlPath` with a leading slash, or empty.
    """
    return _with_head(streamlit_page, f"<title>{escape(title)}</title>", root=root)


def page_with_prerendered(streamlit_page: str, *, head: str, prerendered: str, script: str, root: str) -> str:
    """The same with tags for link previews, and with a view that can be read before the app has started.

    `head` holds the title and the tags, `prerendered` the HTML that stands in the element which the app takes over,
    `script` keeps it until it has. Streamlit's stylesheet comes after it: in the head it would delay it.
    """
    page = _with_head(streamlit_page, head, root=root)
    stylesheet = _STYLESHEET.search(page)
    if _ROOT not in page or stylesheet is None:  # another version of Streamlit: its own page works too
        return page
    page = _NO_SCRIPT.sub("", page.replace(stylesheet.group(), ""), count=1)
    rest = f'<div id="root">{prerendered}</div>\n    <script>{script}</script>{stylesheet.group()}'
    return page.replace(_ROOT, rest)


def _with_head(streamlit_page: str, head: str, *, root: str) -> str:
    address = f"<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + {json.dumps(root)}}}</script>"
    address += "".join(f'\n    <script src="{root}/app/static/{name}.js" defer></script>' for name in OUR_SCRIPTS)
    before, tag, after = streamlit_page.partition("<title>Streamlit</title>")
    return f"{before}{head}\n    {address}{after}" if tag else streamlit_page
