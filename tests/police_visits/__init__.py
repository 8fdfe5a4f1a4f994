"""The police in school."""
