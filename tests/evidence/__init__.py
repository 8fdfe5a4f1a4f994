"""Files of a record, and the stop that keeps every further one out."""
