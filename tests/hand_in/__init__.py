"""Phones handed in each day."""
