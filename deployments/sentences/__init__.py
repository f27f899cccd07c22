"""What pages about work say: answers, reasons and comparisons in sentences, as far as this reader may know."""
