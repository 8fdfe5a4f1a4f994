"""Concerns and cases."""
