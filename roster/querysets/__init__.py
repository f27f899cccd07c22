"""Words for querysets of people: who has what was chosen, who may be ready, in which order. Never decides."""
