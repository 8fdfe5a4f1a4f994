"""The statutory record of force, restraint and seclusion."""
