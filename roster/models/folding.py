"""How is a name written for comparing and sorting? Without accents and capitals, by functions of the database.

`unaccent` itself is not immutable, so no index may rest on it; the two functions (migration `roster_list`) say which
dictionary they use and are. Expressions here and in indexes must be the same, or the index goes unused.
"""

from typing import Any

from django.db.models import Func, TextField


class Folded(Func):
    """`Étienne` is `etienne`."""

    function = "roster_fold"
    arity = 1

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        super().__init__(*expressions, output_field=TextField(), **extra)


class NameWords(Func):
    """Given names, family name and number as one folded text to search in."""

    function = "roster_name_words"
    arity = 3

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        super().__init__(*expressions, output_field=TextField(), **extra)


WORDS_OF_NAME = ("given_names", "family_name", "reference")
