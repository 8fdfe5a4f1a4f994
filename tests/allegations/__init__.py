"""Tests of the vault for concerns about adults."""
