"""A child across cases: profile, linked people, one chronology."""
