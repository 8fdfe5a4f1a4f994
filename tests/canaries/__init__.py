"""Words that nobody else would write, and the places where none may lie in clear."""
