"""Is this column one language, theme or clearance, as in a matrix of people by languages?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roster.importing.layout.profile import share
from roster.importing.text import fold
from roster.importing.vocabulary.engagements import NO_EXPIRY_WORDS
from roster.importing.words import Words

_DATE_WORDS = re.compile(
    r"\b(?:expiry|expires|expiration|valid until|valid to|valable jusqu au|echeance|vence|vencimiento|"
    r"valido hasta|until|"
    r"date|fecha|expire le|validity|validite|validez|on|le|d|l|de|du)\b"
)
# Which kinds of column of their own a table may have.
KINDS: Mapping[str, tuple[str, ...]] = {
    "people": ("language", "theme", "clearance"),
    "languages": ("language",),
    "expertise": ("theme",),
}
_ENOUGH = 0.75
_WIDE = re.compile(r"(?:language=[a-z]{2,3}|theme=[a-z-]+|clearance=[a-z-]+(?:\.expires)?)$")


def wide_field(table: str, header: str, cells: Sequence[object], words: Words) -> str | None:
    """ "language=fr", "theme=electoral", "clearance=medical" (states), "clearance=medical.expires" (dates), or None."""
    kinds = KINDS.get(table, ())
    for kind, level in (("language", "language-level"), ("theme", "expertise-level")):
        found = words.find(kind, header) if kind in kinds and header else None
        if found and found.code and found.how == "word" and (share(level, cells, words) or 0) >= _ENOUGH:
            return f"{kind}={found.code}"
    return _clearance(header, cells, words) if "clearance" in kinds and header else None


def is_wide_header(table: str, header: str, words: Words) -> bool:
    """Whether a header may be one of these, its cells not yet looked at."""
    return any(words.find(kind, header).how == "word" for kind in KINDS.get(table, ()))


def is_wide_field(table: str, name: str) -> bool:
    """Whether a field name is one of these, as an answer may give it."""
    return bool(_WIDE.match(name)) and name.partition("=")[0] in KINDS.get(table, ())


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
