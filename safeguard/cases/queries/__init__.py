"""Everything that can be read of concerns and cases."""
