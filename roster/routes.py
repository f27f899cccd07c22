"""How do a person's number and a kind of file stand in an address? A number is any text that the database can hold."""

from django.urls import register_converter


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


class NumberConverter:
    """A row's number, no larger than the database can hold: a larger one is nobody's, and 404."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def register_converters() -> None:
    """Once, before any address is read; pages and API write their addresses with the same ones."""
    register_converter(ReferenceConverter, "reference")
    register_converter(FileKindConverter, "file-kind")
    register_converter(NumberConverter, "number")
