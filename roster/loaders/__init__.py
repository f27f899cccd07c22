"""Rows of the database to the facts of a pure room, in batches with a constant number of queries. Decides nothing."""
