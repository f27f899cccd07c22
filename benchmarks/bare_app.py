"""The least that could answer over HTTP: a WSGI function, one connection, one statement, JSON. A yardstick only."""

import json
import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

import psycopg

from benchmarks.statement import STATEMENT

connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    asked = parse_qs(environ["QUERY_STRING"])
    values = {name: asked[name][0] for name in ("theme", "level", "language", "destination", "hours")}
    rows = connection.execute(STATEMENT, values | {"levels": ["B2", "C1", "C2"]}).fetchall()
    body = json.dumps(rows).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
