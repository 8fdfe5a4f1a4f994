"""The forms of an examination. Each begins with the same first question."""
