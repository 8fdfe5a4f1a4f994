"""Acceptable-use agreements: their texts, and who signed which, how, before whom."""
