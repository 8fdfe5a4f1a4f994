"""Tests of help: the manual as pages, and the way there from every page."""
