"""Brings in data sets of events that others coded: a CSV file is checked, and written as an archive's tables."""
