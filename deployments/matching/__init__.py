"""Who may fill a seat, and how well would each suit it? Pure: every "no" and every point carries its reason."""
