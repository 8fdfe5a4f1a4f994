"""What can be read of concerns about adults, and by whom it can be found."""
