"""Sealed files of a record, and the stop after which no file is taken in."""
