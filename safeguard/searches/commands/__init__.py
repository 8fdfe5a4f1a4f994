"""What happens to a search, and to the register of who may search."""
