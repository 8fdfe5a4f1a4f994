"""Referrals: one engine for turning to an agency, whatever the agency (§2.6)."""
