"""How is what was found said to this reader? Short British English, translated; never more than the reader may know."""
