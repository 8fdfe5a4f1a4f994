"""Sexual harm between children: risk and needs, separation, reviews."""
