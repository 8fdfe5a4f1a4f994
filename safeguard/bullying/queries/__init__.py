"""Reading a cyber-bullying process, the reviews that are due, and the patterns."""
