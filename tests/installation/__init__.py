"""Tests of an installation as its operator knows it."""
