"""Police called to a pupil in school, and what they did."""
