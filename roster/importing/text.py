"""When are two written words the same word?

Cleaning keeps what a person wrote and removes only what nobody sees: odd spaces, zero-width marks, control
characters. Folding goes further and is for comparison only, never for storing: no case, no accents, no punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_JOINING_DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2,})")
_NOT_WORD = re.compile(r"[^\w]+|_+")
_UNDECOMPOSED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "’": "'",
        "&": " and ",
    }
)

# What people write into a cell that they have nothing to say for; compared folded, so "N/A" is "n a" and "-" is "".
BLANK_WORDS = frozenset(
    {
        *("", "n a", "na", "none", "nil", "null", "nan", "tbc", "tbd", "tba", "unknown", "not known", "not applicable"),
        *("to be confirmed", "to be determined", "to be decided", "not stated", "not yet", "blank", "x x", "nk"),
        *("s o", "sans objet", "a confirmer", "a determiner", "a preciser", "inconnu", "inconnue", "neant", "aucun"),
        *("aucune", "non renseigne", "nr", "n r", "n c", "nc", "n d", "nd", "por confirmar", "por determinar"),
        *("desconocido", "desconocida", "ninguno", "ninguna", "sin datos", "no aplica", "no consta"),
    }
)


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """The text as read by eye: one space between words, none around, composed letters."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text for comparison: "U.S.A." → "usa", "Côte d’Ivoire" → "cote d ivoire", "Gender & X" → "gender and x"."""
    # "S.Sudan" is two words, "U.S.A." is one.
    folded = _JOINING_DOT.sub(" ", clean(text).casefold().translate(_UNDECOMPOSED)).replace(".", "")
    decomposed = unicodedata.normalize("NFKD", folded)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


def is_blank(text: str) -> bool:
    """True for an empty cell and for words that say "nothing to say", in English, French or Spanish."""
    return fold(text) in BLANK_WORDS


@lru_cache(maxsize=16384)
def distance(left: str, right: str, limit: int) -> int:
    """How many letters were mistyped (inserted, left out, changed, swapped with the next); over `limit`, more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def is_upper(text: str) -> bool:
    """True when every letter is a capital and there are at least two of them."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)
