"""Work devices outside school: yearly precautions, and one that is lost."""
