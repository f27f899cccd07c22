"""What the product knows before anybody types anything: countries, places, offices, vocabularies, default figures.

PURE tables and functions: no Django, no clock, no database. `roster.services.reference` writes them where they are
missing; what an administrator changed afterwards stands.
"""
