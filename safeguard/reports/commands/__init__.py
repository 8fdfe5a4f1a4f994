"""Freezing a report: counting, withholding, and writing down what may be shown."""
