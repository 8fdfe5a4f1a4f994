"""Tests of staff self-audits."""
