"""Which kind does a word mean? Codes, titles and aliases, however they are spelt; an unknown word means none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deployments.models import RequestKind
from roster.importing.text import fold


@dataclass(frozen=True)
class KindWords:
    """`current` are the kinds that may be chosen on the day; those of old are found all the same."""

    current: tuple[RequestKind, ...]
    by_word: dict[str, RequestKind]

    def find(self, word: str) -> RequestKind | None:
        return self.by_word.get(fold(word)) if word else None

    def title_of(self, word: str) -> str:
        """The kind's title, or the word as it was imported."""
        known = self.find(word)
        return known.title if known else word

    def words_for(self, code: str, said: Iterable[str]) -> list[str]:
        """Which of the words that requests bear mean this kind."""
        return [word for word in said if (known := self.find(word)) and known.code == code]


def load_kinds(*, on: date) -> KindWords:
    kinds = list(RequestKind.objects.all())
    by_word: dict[str, RequestKind] = {}
    # A code or a title is never overruled by an alias of another kind.
    for kind in kinds:
        for word in kind.aliases:
            by_word.setdefault(fold(word), kind)
    for kind in kinds:
        by_word[fold(kind.title)] = kind
        by_word[fold(kind.code)] = kind
    return KindWords(tuple(kind for kind in kinds if _is_used(kind, on)), by_word)


def _is_used(kind: RequestKind, on: date) -> bool:
    begun = kind.valid_from is None or kind.valid_from <= on
    return begun and (kind.valid_until is None or on < kind.valid_until)
