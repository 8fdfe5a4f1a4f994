"""Items taken from pupils: seized, sealed, stored, handed over, ended, counted."""
