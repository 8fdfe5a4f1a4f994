"""What can happen to self-audits: asked for, answered, read, planned for, kept up."""
