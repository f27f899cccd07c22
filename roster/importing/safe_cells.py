"""Which text may go into a cell of an export without a spreadsheet program running it?

A cell that starts with one of a few characters is taken for a formula, in a workbook and in CSV alike; an apostrophe
before it says that it is text. Control characters, which no workbook can hold, are left out.
"""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def safe_cell(value: object) -> str | int | float:
    """Numbers as they are; text so that nothing runs it, whatever spaces stand before."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = "" if value is None else _UNSTORABLE.sub("", str(value))
    first = text.lstrip(" \u00a0\u200b\ufeff")[:1]
    return f"'{text}" if first in STARTS_A_FORMULA and first else text
