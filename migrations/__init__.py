"""Numbered changes of the tables, run on the owner's engine alone."""
