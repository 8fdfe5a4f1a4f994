"""Tests of the tests: does the browser complain when it should?"""
