"""Build scripts that the app never runs."""
