"""The append-only record of what was done; it knows nobody, only references."""
