"""Views as HTML, SVG and PNG without Streamlit: prerendered pages, snapshots, link previews, cards."""
