"""Searches of pupils: who may, on what grounds, how it went, what was found."""
