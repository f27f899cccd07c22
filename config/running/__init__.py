"""How is the product run on one machine? Private and throw-away servers and their supervisor. Holds no domain rule."""
