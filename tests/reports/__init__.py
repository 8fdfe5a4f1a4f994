"""Reports for the board: what they count, what they withhold, who reads them."""
