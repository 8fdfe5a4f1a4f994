"""Identity's forms: one for each act."""
