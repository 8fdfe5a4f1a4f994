"""What can be asked of the trail: whether it holds, and what it says in words."""
