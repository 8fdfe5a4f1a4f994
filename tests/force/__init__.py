"""Records of significant force, restraint and seclusion."""
