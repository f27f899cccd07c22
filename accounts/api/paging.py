"""Which rows stand on this page, and where do the next and the previous begin? By key, never by counting.

A list is ordered by one key that no two rows share and no row changes. A page begins behind the last key that the
caller saw, so that nothing is left out or told twice while others add rows, and page 1,000 costs what page 1 costs.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.signing import BadSignature, Signer, b64_decode, b64_encode
from django.core.signing import JSONSerializer as Json
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.api.problems import invalid

Row = TypeVar("Row")

MOST = 100
USUAL = 50
FORWARD, BACK = "f", "b"
PLACE = ("cursor", "limit")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind (or before) the row with this key; `None` at the very beginning."""

    key: Any = None
    direction: str = FORWARD


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page in order, and the addresses of its neighbours, `None` at an end."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None


def page_of(
    request: Request, rows: QuerySet[Any], key: str, *, read: Callable[[Any], Any] | None = None, **pinned: str
) -> Page[Any]:
    """One page of a query, ordered by the unique column `key`. `pinned` are values that the links state."""
    place, limit = place_of(request), limit_of(request)
    back = place.direction == BACK
    if place.key is not None:
        rows = rows.filter(**{f"{key}__{'lt' if back else 'gt'}": place.key})
    found = list(rows.order_by(f"-{key}" if back else key)[: limit + 1])
    return _cut(request, found, place, limit, read or (lambda row: getattr(row, key)), pinned)


def page_of_ranked(request: Request, ranked: Sequence[Row], key: Callable[[Row], Any], **pinned: str) -> Page[Row]:
    """One page of rows that were ranked beforehand; `key` is a list of plain values by which they are in order."""
    place, limit = place_of(request), limit_of(request)
    back = place.direction == BACK
    rows = list(ranked)
    if place.key is not None:
        rows = [row for row in rows if (key(row) < place.key if back else key(row) > place.key)]
    if back:
        rows.reverse()
    return _cut(request, rows[: limit + 1], place, limit, key, pinned)


def limit_of(request: Request) -> int:
    asked = request.query_params.get("limit", str(USUAL))
    # Nine figures at most are read, of what is then taken as a whole: leading zeros must not hide a large number.
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 9) or not 1 <= int(asked) <= MOST:
        raise invalid("limit", "out_of_range", _("Ask for 1 to %(most)s rows a page.") % {"most": MOST})
    return int(asked)


def place_of(request: Request) -> Place:
    """Read from `cursor`; refused when it was altered, or belongs to another list or to other filters."""
    cursor = request.query_params.get("cursor")
    if not cursor:
        return Place()
    try:
        direction, key = Json().loads(b64_decode(_signer(request).unsign(cursor).encode()))
    except (BadSignature, ValueError, TypeError) as failure:
        raise invalid(
            "cursor", "bad_cursor", _("This is no cursor of this list. Follow “next” and “previous” as they stand.")
        ) from failure
    return Place(key, direction)


def _cut(
    request: Request,
    found: Sequence[Any],
    place: Place,
    limit: int,
    read: Callable[[Any], Any],
    pinned: dict[str, str],
) -> Page[Any]:
    more, rows = len(found) > limit, list(found[:limit])
    back = place.direction == BACK
    if back:
        rows.reverse()
    has_next, has_previous = (True, more) if back else (more, place.key is not None)
    return Page(
        rows=rows,
        next=_address(request, Place(read(rows[-1]), FORWARD), pinned) if rows and has_next else None,
        previous=_address(request, Place(read(rows[0]), BACK), pinned) if rows and has_previous else None,
    )


def _address(request: Request, place: Place, pinned: dict[str, str]) -> str:
    query = request.query_params.copy()
    for name, value in pinned.items():
        query[name] = value
    query["cursor"] = _signer(request, pinned).sign(b64_encode(Json().dumps([place.direction, place.key])).decode())
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _signer(request: Request, pinned: dict[str, str] | None = None) -> Signer:
    """Signs for one list under one set of filters: a cursor of another is not one of this."""
    query = {name: values for name, values in request.query_params.lists() if name not in PLACE}
    query |= {name: [value] for name, value in (pinned or {}).items()}
    asked = repr((request.path, sorted(query.items())))
    return Signer(salt=f"api-cursor:{hashlib.sha256(asked.encode()).hexdigest()}")
