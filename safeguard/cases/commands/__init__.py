"""Everything that can be done with concerns and cases."""
