"""The forms on visits of the police."""
