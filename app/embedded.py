"""One visual of a page alone, for another site's frame (`embed=true`): no navigation, no filters, no panels."""

import streamlit as st

from app.frame import reading
from components.fragment import fragment
from components.url import base_path
from data.views.summary import summary
from publishing.embed import embed_section
from publishing.links import links_of


def is_embedded() -> bool:
    """Whether the address has `embed=true`, Streamlit's own key for a page in a frame."""
    return bool(st.context.is_embedded)


def show_embedded() -> None:
    """Draw the visual that the address names, with its caption, its reports and a link to the page."""
    shown = summary(reading())
    html = embed_section(shown.view, links_of(shown.address, root=base_path()), filters=shown.filters)
    fragment(html, key="section-embed")
