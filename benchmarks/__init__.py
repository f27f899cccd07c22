"""How fast and how large is the product? Each program prints its figures beside what was promised."""
