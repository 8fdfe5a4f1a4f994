"""Staff self-audits: what colleagues know of online safety, and what they ask for."""
