"""What may be typed on the pages about work? Parses and shows; the rules are in the services."""
