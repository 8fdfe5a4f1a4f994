"""The statutory record of significant force, restraint and seclusion."""
