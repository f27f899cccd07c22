"""What may be typed about a person, one subject a file; `registry` lists them all."""
