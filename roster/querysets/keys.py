"""Which rows belong to these many people? One array as one parameter, where a list would be parsed a key at a time."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value


class OneOf(Func):
    """`column = ANY(keys)`, to filter by."""

    arity = 2
    arg_joiner = " = ANY("
    template = "(%(expressions)s))"

    def __init__(self, column: str, keys: Sequence[int]) -> None:
        values = Value(list(keys), output_field=ArrayField(BigIntegerField()))
        super().__init__(F(column), values, output_field=BooleanField())
