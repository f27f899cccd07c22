"""Is this column one language, theme or clearance of its own, as in a matrix of people by languages?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roster.importing.layout.profile import share
from roster.importing.text import fold
from roster.importing.vocabulary.engagements import NO_EXPIRY_WORDS
from roster.importing.words import Words

_DATE_WORDS = re.compile(
    r"\b(?:expiry|expires|expiration|valid until|valid to|valable jusqu au|echeance|vence|vencimiento|"
    r"valido hasta|until|"
    r"date|fecha|expire le|validity|validite|validez|on|le|d|l|de|du)\b"
)
_ENOUGH = 0.75
_WIDE = re.compile(r"(?:language=[a-z]{2,3}|theme=[a-z-]+|clearance=[a-z-]+(?:\.expires)?)$")


def wide_field(header: str, cells: Sequence[object], words: Words) -> str | None:
    """ "language=fr", "theme=electoral", "clearance=medical" (states), "clearance=medical.expires" (dates), or None."""
    language = words.find("language", header)
    if language.code and language.how == "word" and (share("language-level", cells, words) or 0) >= _ENOUGH:
        return f"language={language.code}"
    theme = words.find("theme", header)
    if theme.code and theme.how == "word" and (share("expertise-level", cells, words) or 0) >= _ENOUGH:
        return f"theme={theme.code}"
    return _clearance(header, cells, words)


def is_wide_field(name: str) -> bool:
    """Whether a field name is one of these, as an answer may give it."""
    return bool(_WIDE.match(name))


def _clearance(header: str, cells: Sequence[object], words: Words) -> str | None:
    folded = fold(header)
    rest = re.sub(r"\s+", " ", _DATE_WORDS.sub(" ", folded)).strip()
    what = words.find("clearance", rest)
    if not what.code or what.how != "word":
        return None
    dated = [cell for cell in cells if fold(str(cell)) not in NO_EXPIRY_WORDS]
    agreed = share("date", dated, words)
    if _says_end(folded) and (agreed is None or agreed >= _ENOUGH):
        return f"clearance={what.code}.expires"
    if (share("clearance-state", cells, words) or 0) >= _ENOUGH:
        return f"clearance={what.code}"
    return None


def _says_end(folded: str) -> bool:
    return bool(re.search(r"expir|until|valid|valable|echeance|venc|hasta", folded))
