"""The pages of the accounts room, one subject a file."""
