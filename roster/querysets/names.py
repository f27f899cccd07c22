"""Whose name or number fits what somebody typed? Accents, capitals, word order and small slips do not matter.

Every word must be found: as a part of the name, or (from four letters on) as something spelled nearly so, by the
trigrams of pg_trgm: "Mohamed" finds Mohammed. Both ways go through the index `person_words_trigram`.
"""

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from roster.models import Person
from roster.models.folding import WORDS_OF_NAME, Folded, NameWords

NAME_KEYS: tuple[Combinable, ...] = (Folded("family_name"), Folded("given_names"), F("pk"))
"""The order in which a reader would look a name up; never two alike."""

LETTERS_FOR_SIMILAR = 4


def named(people: QuerySet[Person], typed: str) -> QuerySet[Person]:
    people = people.alias(name_words=NameWords(*WORDS_OF_NAME))
    for word in typed.split():
        folded = Folded(Cast(Value(word), TextField()))
        found = Q(name_words__contains=folded)
        if sum(letter.isalpha() for letter in word) >= LETTERS_FOR_SIMILAR:
            found |= Q(name_words__trigram_word_similar=folded)
        people = people.filter(found)
    return people


def by_name(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.order_by(*NAME_KEYS)
