"""Views: the content of each page, from which the app, the first page, the snapshot and the pictures are drawn."""
