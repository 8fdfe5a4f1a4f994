"""Sexual harm between children."""
