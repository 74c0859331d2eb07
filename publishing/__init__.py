"""The records outside of the app: in summary, before it has started, as pictures, cards and files."""
