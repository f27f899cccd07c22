"""What has been answered about workbooks: asked once, remembered for every later one, with who and when."""

from datetime import datetime

from accounts.errors import DomainError
from accounts.models import User
from roster.importing.answers import BLANK, LONGEST, MappingAnswers
from roster.importing.places import find_country
from roster.importing.words import Words
from roster.loaders.importing import own_vocabulary
from roster.models import ImportAnswer, ImportRun


def known_answers() -> MappingAnswers:
    """Every remembered answer."""
    return MappingAnswers(dict(ImportAnswer.objects.values_list("key", "answer")))


def code_for(key: str, written: str) -> str | None:
    """The code to keep for what was written to a question without options, "blank" for a word that says nothing.

    None where the word is no better known than the one that was asked about: it would be asked again for ever. What is
    not about a word of a vocabulary (the id of a person) is kept as it is written.
    """
    kind = key.split(":")[1] if key.startswith("value:") else ""
    if not kind or written == BLANK:
        return written
    words = Words(own_vocabulary(), MappingAnswers())
    found = find_country(words, written) if kind in _COUNTRIES else words.find(kind, written)
    return BLANK if found.how == "blank" else found.code


_COUNTRIES = frozenset({"country", "city"})


def remember_answer(*, key: str, answer: str, answered_by: User | None, now: datetime) -> ImportAnswer:
    """Keep an answer; a later one to the same question replaces it, and the history keeps both."""
    answer = answer.strip()
    if not key or not answer:
        raise DomainError("answer_empty", "Choose an answer, or leave the question open.")
    if len(key) > LONGEST or len(answer) > LONGEST:
        raise DomainError("answer_too_long", f"An answer has at most {LONGEST} characters.")
    kept, _made = ImportAnswer.objects.update_or_create(
        key=key, defaults={"answer": answer, "answered_by": answered_by, "answered_at": now}
    )
    return kept


def forget_answer(*, key: str) -> None:
    """Ask again next time. The history keeps what was answered."""
    ImportAnswer.objects.filter(key=key).delete()


def answers_since(run: ImportRun) -> int:
    """How many answers have been given or changed that the run's reading does not rest on yet."""
    if run.answers_until is None:
        return 0
    return ImportAnswer.objects.filter(answered_at__gt=run.answers_until).count()
