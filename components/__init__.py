"""One visual or control per module. Takes a DataFrame or a record, returns a figure or draws it; never reads, queries
or filters."""
