"""One file a revision; the newest is `schema.HEAD`."""
