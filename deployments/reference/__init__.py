"""What a unit starts with in the tables about work. Plain tables; pure. Nothing here is official policy."""
