"""The daily ledger of phones handed in on arrival and collected at the end."""
