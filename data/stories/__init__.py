"""Stories: the files that a presenter walks a room through, read and checked against the records."""
