"""The records outside of the app: in brief, before it has started, as pictures, cards and files."""
