"""Which team fills every seat at once, and if none does, what is missing and what would change that? Pure."""
