"""The archive: typed rows, records flattened to tables, the engines that hold them, and what was known on a day."""
