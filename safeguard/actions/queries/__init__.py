"""What can be read of actions and of work to hand over."""
