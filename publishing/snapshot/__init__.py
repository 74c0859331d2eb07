"""Snapshots: a view as one self-contained HTML file, without script, network or server."""
