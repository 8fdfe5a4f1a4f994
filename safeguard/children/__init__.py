"""A child across cases: its page, needs, links and chronology."""
