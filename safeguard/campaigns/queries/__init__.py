"""What the pages ask of campaigns, lists and letters."""
