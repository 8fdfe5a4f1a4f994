"""Acts on visits of the police."""
