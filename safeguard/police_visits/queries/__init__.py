"""Reading visits of the police, listing and counting them."""
