"""How do a person's number and a kind of file stand in an address? A number is any text that the database can hold."""


class ReferenceConverter:
    """Matches what a unit may have as a reference; a zero byte is in none and answers 404 instead of a fault."""

    regex = r"[^\x00]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileKindConverter:
    """The two kinds of file that rows are downloaded as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
