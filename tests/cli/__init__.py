"""Tests of the operator's words."""
