"""Pages, forms, typed references, headers and error pages. It sees actors, not people."""
