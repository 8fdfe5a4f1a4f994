"""Actions: who does what by when about a case, and whether it was done."""
