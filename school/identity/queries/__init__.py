"""Everything that can be asked about people, roles and sign-ins."""
