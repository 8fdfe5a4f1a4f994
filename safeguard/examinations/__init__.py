"""Examining data on a device, erasing it, and deciding about what was found."""
