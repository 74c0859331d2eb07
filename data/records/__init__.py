"""Records: the vocabulary, the models, and how a record is read from a file and checked. Imports no table, no page."""
