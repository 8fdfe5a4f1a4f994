"""Campaigns of agreements, and letters to parents."""
