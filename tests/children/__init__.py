"""Tests of a child across cases."""
