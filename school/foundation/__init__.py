"""What everything stands on: database, sealing, clock, actor, permits, errors."""
