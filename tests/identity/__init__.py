"""Tests of identity: people, roles, accounts and signing in."""
