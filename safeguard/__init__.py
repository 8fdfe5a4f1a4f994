"""Safeguard: the safeguarding log of a multi-academy trust."""
