"""Complaints about a search or a deletion; never handled by whom they are about."""
