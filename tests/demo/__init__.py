"""The demonstration under test: it holds, and production knows nothing of it."""
