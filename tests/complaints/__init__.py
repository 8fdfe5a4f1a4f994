"""Complaints about searching, examining and deleting."""
