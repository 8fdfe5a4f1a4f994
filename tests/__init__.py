"""Tests: sentences about a school, on real databases and in a real browser."""
