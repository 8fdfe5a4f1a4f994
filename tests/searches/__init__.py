"""Searching pupils and their belongings."""
