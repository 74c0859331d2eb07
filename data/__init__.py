"""Records, tables, queries, views and exports. Nothing in this package imports Streamlit."""
