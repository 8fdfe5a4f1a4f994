"""Everything that can happen to a concern about an adult."""
