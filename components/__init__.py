"""Streamlit widgets and charts, one visual or control per module.

A function takes rows or a view and draws them, or returns a figure; it never reads files, queries or filters.
"""
