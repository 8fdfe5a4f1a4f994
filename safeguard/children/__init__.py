"""A child across cases: its page, what holds for it, who belongs to it, its chronology."""
