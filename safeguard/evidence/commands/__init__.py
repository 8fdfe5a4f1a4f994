"""Holding, linking, stopping, attaching."""
