"""Everything that can happen to an action, and to work that is handed over."""
