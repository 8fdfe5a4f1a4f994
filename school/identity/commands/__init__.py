"""Everything that can happen to people, their roles and their sign-ins."""
