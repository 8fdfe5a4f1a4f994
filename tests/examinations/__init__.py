"""Examining a device, erasing from it, the response to what was found."""
