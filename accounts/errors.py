"""How does a service say that a request makes no sense? One exception with a stable code and a sentence.

An expected "no" is a value, never this. Never raised by a pure room.
"""

from django.utils.functional import Promise


class DomainError(Exception):
    """A request that cannot be carried out as asked. The sentence says what to do next and may be shown to people."""

    def __init__(self, code: str, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.code = code
        self.sentence = sentence
