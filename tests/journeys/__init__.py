"""One story a file, told in a real browser by the people of the world."""
