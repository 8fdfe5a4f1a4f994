"""Training: what each role needs, sessions and bookings, and who is out of date."""
