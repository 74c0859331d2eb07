"""Rows as files: CSV, JSON, GeoJSON, and all of a view in one zip archive."""
