"""Which records hold files, which are stopped, and who may attach and read."""
