"""School days, council working days, bank holidays, and when a thing is due."""
