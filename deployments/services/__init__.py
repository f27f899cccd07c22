"""Every write to the work of the unit, one subject a file."""
