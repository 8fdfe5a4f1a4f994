"""Help: the manual as pages, and which chapter of it helps with which page.

The text is written once, in docs/manual. It stands above nothing: no record is read.
"""
