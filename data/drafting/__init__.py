"""Drafts of records: what rules without a model find in the text of an article, for a person to check and correct."""
