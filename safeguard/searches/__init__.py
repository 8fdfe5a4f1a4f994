"""Searching pupils and their belongings: who may, each search step by step (§2.3)."""
