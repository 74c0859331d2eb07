"""The ledger of figures: statements and their history, agreement and disagreement, latest figures. Never a sum."""
