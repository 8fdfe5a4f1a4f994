"""What people have confirmed, who needs help, and devices lost or stolen."""
