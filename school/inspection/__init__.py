"""Reading and proving the trail. It never writes an entry except through the gate."""
