"""What the roster's pages accept, and the sentence for what they refuse."""
