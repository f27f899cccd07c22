"""Template tags of the roster room."""
