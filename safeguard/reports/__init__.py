"""Reports to the board: numbers only, from a frozen snapshot."""
