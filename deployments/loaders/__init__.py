"""Rows of the database to what pages show of work, in a constant number of queries. Decides nothing."""
