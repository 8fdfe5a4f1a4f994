"""Nudes and semi-nudes: triggers, review, viewing, deletion; never an image."""
