"""Measurements of the whole dashboard, each against a bare Streamlit app in the same run: `python -m benchmarks`."""
