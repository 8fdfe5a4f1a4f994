"""Reading one examination; what waits for a signature; what stands beside a search."""
