"""Interactive charts, drawn by plotly and pydeck."""
