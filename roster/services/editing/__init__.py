"""How are facts about people written, seen to be overtaken, taken back, written for many at once? One door each."""
