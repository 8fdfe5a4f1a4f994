"""The forms on an intimate image: shape of what is typed, and what codes are called."""
