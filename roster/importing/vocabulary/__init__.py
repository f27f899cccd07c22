"""Which words does a unit write for which of our codes?"""
