"""What each page says, once: what the app, the first page, the snapshot and the pictures draw from."""
