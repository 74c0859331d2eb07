"""The workbench: drafts of records under review, and their publication."""
