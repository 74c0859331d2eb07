"""The ledger of figures: which are one statement, what became of each, who agrees, what is latest. Never a sum."""
