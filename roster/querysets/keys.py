"""Which rows belong to these many people? One array as one parameter, where a list would be parsed a key at a time."""

from collections.abc import Sequence

from django.db.models import BooleanField, F, Func, Value


class OneOf(Func):
    """`column = ANY(keys)`, to filter by."""

    arity = 2
    arg_joiner = " = ANY("
    template = "(%(expressions)s))"

    def __init__(self, column: str, keys: Sequence[int]) -> None:
        # Without a field of its own, which would look at every key once more.
        super().__init__(F(column), Value(list(keys)), output_field=BooleanField())
