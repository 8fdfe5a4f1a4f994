"""Intimate images."""
