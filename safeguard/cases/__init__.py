"""Concerns and cases: raised, acknowledged, decided, acted on, closed."""
