"""Charts that plotly and pydeck draw."""
