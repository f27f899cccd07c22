"""The configuration tables in Django's administration, one subject a file. Administrators only; people are not here."""

from roster.admin import countries, offices, places, requirements, visa, vocabulary

__all__ = ["countries", "offices", "places", "requirements", "visa", "vocabulary"]
