"""The matrix of who may do what, cell by cell."""
