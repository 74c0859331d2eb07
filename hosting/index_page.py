"""The page that every address of the dashboard answers with before its script runs: Streamlit's, with two additions."""

import json
from html import escape


def index_page(streamlit_page: str, *, title: str, root: str) -> str:
    """Streamlit's index.html with the dashboard's title, and with the server's own address.

    Without the address Streamlit's script looks for its server below the page it is on: on /map it asks
    /map/_stcore/health first, which costs a round trip and leaves two errors in the browser's console. `root` is
    `server.baseUrlPath` with a leading slash, or empty.
    """
    address = f"<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + {json.dumps(root)}}}</script>"
    before, tag, after = streamlit_page.partition("<title>Streamlit</title>")
    if not tag:  # another version of Streamlit: its own page works too
        return streamlit_page
    return f"{before}<title>{escape(title)}</title>\n    {address}{after}"
