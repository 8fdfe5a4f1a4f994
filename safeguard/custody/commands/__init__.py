"""The acts on items and stores: seized, sealed, stored, handed over, ended, counted."""
