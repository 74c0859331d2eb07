"""A view as one file: a page that needs no network, no script and no server."""
