"""Writes down who looked at what. One door for every room; rows are never changed afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import AccessEntry, ApiClient, User

LINK_HOLDER = "Holder of an e-mail link"


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that somebody saw: its number, and its name as it was shown."""

    subject_id: object
    label: str


def record_access(
    *, actor: User | None, subject_kind: str, subject_id: object, label: str, now: datetime, reason: str = ""
) -> AccessEntry:
    """Record one look, before the page is shown.

    `subject_kind` is a word such as "person" or "impartiality"; `label` is the name that the reader saw. Both are kept
    as they are now. `actor` is None for somebody who came by an e-mail link. Texts are cut to fit, never refused: a
    long name must not keep a look out of the log.
    """
    return AccessEntry.objects.create(
        at=now,
        actor=actor,
        actor_name=_fit(str(actor) if actor else LINK_HOLDER, 200),
        subject_kind=_fit(subject_kind, 40),
        subject_id=_fit(str(subject_id), 64),
        label=_fit(label, 200),
        reason=_fit(reason, 500),
    )


def record_look_by_link(*, purpose: str, subject_id: str, name: str, now: datetime) -> AccessEntry:
    """Record that an e-mail link was opened: no account looked, but whoever held the link of this person."""
    return AccessEntry.objects.create(
        at=now,
        actor_name=_fit(_("%(name)s, by an e-mail link") % {"name": _fit(name, 160)}, 200),
        subject_kind=_fit(purpose, 40),
        subject_id=_fit(subject_id, 64),
        label=_fit(name, 200),
    )


def record_looks(
    *,
    actor: User | None,
    client: ApiClient | None,
    subject_kind: str,
    looks: Iterable[Looked],
    now: datetime,
    reason: str = "",
) -> int:
    """Record one row for each of many things seen at once, in one statement; how many.

    For the API: `client` is the partner's system that asked, or `actor` the account; exactly one of them.
    """
    name = _fit(str(actor or client), 200)
    rows = [
        AccessEntry(
            at=now,
            actor=actor,
            client=client,
            actor_name=name,
            subject_kind=_fit(subject_kind, 40),
            subject_id=_fit(str(look.subject_id), 64),
            label=_fit(look.label, 200),
            reason=_fit(reason, 500),
        )
        for look in looks
    ]
    AccessEntry.objects.bulk_create(rows)
    return len(rows)


def _fit(text: str, letters: int) -> str:
    """What the database can hold of it: no zero byte, which an address may carry, and no more than so many letters."""
    return text.replace("\x00", "")[:letters]
