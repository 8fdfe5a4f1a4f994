"""Items taken from pupils: who holds each, without a gap, until it has left."""
