"""Confirming precautions, helping, and a lost device from the report to its end."""
