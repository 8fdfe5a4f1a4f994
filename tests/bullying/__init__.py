"""Cyber-bullying as a process of its own."""
