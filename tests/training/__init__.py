"""Training: needs, sessions, seats, records, readings."""
