"""Tests of the referral engine."""
