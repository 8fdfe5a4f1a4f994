"""The demonstration: an invented trust with its last six weeks. Never in production."""
