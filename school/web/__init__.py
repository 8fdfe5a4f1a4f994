"""Pages, forms, typed references, headers, error pages: it sees actors, not people."""
