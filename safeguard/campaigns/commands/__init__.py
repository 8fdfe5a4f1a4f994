"""What happens to campaigns and to letters that go out for them."""
