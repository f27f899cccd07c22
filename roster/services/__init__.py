"""Every write to the roster, one subject a file: check with a pure rule, lock, write, recheck on commit."""
