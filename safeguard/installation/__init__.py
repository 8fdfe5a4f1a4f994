"""One installation as its operator knows it: start, service, mail, backup, restore."""
