"""Charts as inline SVG, for pages without network or script and for paper."""
