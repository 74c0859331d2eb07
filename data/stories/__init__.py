"""Stories: presentations of several views, read from files and checked against the records."""
