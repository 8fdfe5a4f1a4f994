"""The page ground: layouts, components and error pages, without a browser."""
