"""Acts on records of force."""
