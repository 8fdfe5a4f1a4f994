"""Clauses that a case cites."""
