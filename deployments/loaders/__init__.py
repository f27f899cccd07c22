"""Rows to plain facts, in batches with a constant number of queries. Never decides."""
