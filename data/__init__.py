"""What is known and how it is asked: records in, tables out. Pure Python; nothing in here imports Streamlit."""
