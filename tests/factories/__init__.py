"""Worlds for the tests: a trust, its schools and their people, one file a package."""
