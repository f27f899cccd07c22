"""Which step may follow which? One typed table a subject; pure: `now` comes in, a step or a refusal goes out."""
