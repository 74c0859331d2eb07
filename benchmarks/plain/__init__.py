"""The dashboard as a good Streamlit developer writes it from Streamlit's own guide; see `app.py`."""
