"""How is the body of a request read? As JSON that a program could mean; whatever else is refused, never a fault."""

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class BodyParser(JSONParser):
    """JSON, in whatever depth the interpreter can read; what is nested deeper is a body that cannot be read, 400.

    So is one with half a letter in it (a lone surrogate, "\\ud800"): neither a row nor an answer can hold it.
    """

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        try:
            read = super().parse(stream, media_type, parser_context)
            json.dumps(read, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError) as unreadable:
            raise ParseError from unreadable
        return read
