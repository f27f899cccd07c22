"""How does a person's number stand in an address? Any text that the database can hold, a slash included."""


class ReferenceConverter:
    """Matches what a unit may have as a reference; a zero byte is in none and answers 404 instead of a fault."""

    regex = r"[^\x00]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
