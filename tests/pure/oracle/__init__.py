"""An independent, naive answer to the readiness question, held against the engine."""
