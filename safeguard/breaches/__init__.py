"""Breaches of an agreement: an incident cites the clause that was live that day."""
