"""What is read of training; `standing` is for other features and for counts."""
