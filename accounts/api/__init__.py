"""How does a program ask the product, and how is it answered? Every room's API stands on this; it has no address."""
