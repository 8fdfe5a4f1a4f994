"""What can be read about an intimate image, what is owed, which clocks ran out."""
