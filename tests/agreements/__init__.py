"""Agreements: their texts, who signs which, how and before whom."""
