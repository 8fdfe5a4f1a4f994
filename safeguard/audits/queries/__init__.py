"""What is read of self-audits: one's own, a colleague's, the lists, and numbers."""
