"""Which fictional people fill a demonstration? PURE: seeded chance over plain tables; no Django, no clock."""
