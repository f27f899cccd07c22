"""What every test may count on, and nothing else: builders and casts live beside the tests that use them."""
