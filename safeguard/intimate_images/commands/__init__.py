"""What happens about an intimate image: begun, reviewed, signed, planned, ended."""
