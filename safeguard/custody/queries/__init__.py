"""What is read of items in custody: one item, the register, stores, choices."""
