"""Tests of work devices."""
