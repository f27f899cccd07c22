"""How does a program ask the product, and how is it answered? What every room's API stands on; has no address itself."""
