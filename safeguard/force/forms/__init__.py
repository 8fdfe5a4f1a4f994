"""The forms on records of force."""
