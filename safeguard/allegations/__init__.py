"""Concerns about adults: a vault of its own at trust level, walled (§2.8, C5)."""
