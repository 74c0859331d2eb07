"""What a record is: its vocabulary, its models, how it is read from a file and checked. Knows no table and no page."""
