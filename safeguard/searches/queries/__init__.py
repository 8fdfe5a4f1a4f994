"""Reading searches and the register."""
