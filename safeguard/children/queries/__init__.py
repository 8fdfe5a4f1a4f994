"""What can be read of a child: its profile, its chronology, its page."""
