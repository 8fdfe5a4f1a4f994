"""The acts on complaints: recorded, given to somebody, answered, closed."""
