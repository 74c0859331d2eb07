"""Charts as inline SVG, for pages that have to be read without a network, without a script and on paper."""
