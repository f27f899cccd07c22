"""Words in which rows about work are asked for, one subject a file."""
