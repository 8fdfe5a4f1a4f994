"""Items taken from pupils: one holder at any time, every hand-over signed for."""
