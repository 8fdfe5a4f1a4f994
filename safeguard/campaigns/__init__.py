"""Campaigns: who must sign which agreement in a school year, and who has not."""
