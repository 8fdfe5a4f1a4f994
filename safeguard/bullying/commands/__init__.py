"""The acts of a cyber-bullying process."""
