"""Links that open one page for one person without a password: who is it for, and is it still good?

A link says its purpose, a number and an end, signed; no name, no address. Opening one changes nothing: mail scanners
follow links. A page acts on POST only (`accounts.views.link.LinkPage`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.errors import DomainError
from accounts.models import LinkVersion


class LinkFault(StrEnum):
    """Why a link does not open."""

    ALTERED = "altered"
    EXPIRED = "expired"
    CALLED_BACK = "called_back"


SENTENCES: dict[LinkFault, Promise] = {
    LinkFault.ALTERED: _("This link is not complete. Copy all of it from the e-mail, or ask the unit for a new one."),
    LinkFault.EXPIRED: _("This link has run out. Ask the unit for a new one; nothing was changed."),
    LinkFault.CALLED_BACK: _(
        "This link does not hold any more: a newer one was sent, or your address or membership has changed. "
        "Use the latest e-mail, or ask the unit for a new one."
    ),
}


@dataclass(frozen=True)
class OpenLink:
    """A good link: for what, for whom (the subject's number as text), until when (UTC)."""

    purpose: str
    subject_id: str
    good_until: datetime


@dataclass(frozen=True)
class LinkRefusal:
    """A link that does not open, with the sentence for its page."""

    code: LinkFault

    @property
    def sentence(self) -> Promise:
        return SENTENCES[self.code]


def make_link(*, purpose: str, subject_id: object, valid_for: timedelta, now: datetime) -> str:
    """The token for the link's address: good in `[now, now + valid_for)`, to whole seconds.

    The purpose is part of the key: a token made for one purpose opens no other page. DomainError `no_time_left` when
    `valid_for` is not positive.
    """
    if valid_for <= timedelta(0):
        raise DomainError("no_time_left", "A link must be good for some time.")
    until = now.astimezone(UTC) + valid_for
    version = _current_version(purpose, str(subject_id))
    return _signer(purpose).sign_object({"s": str(subject_id), "v": version, "u": int(until.timestamp())})


def read_link(*, purpose: str, token: str, now: datetime) -> OpenLink | LinkRefusal:
    """Who the token is for, or why it does not open. Changes nothing."""
    try:
        content = _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError):
        # A ValueError is a good signature over something that this product never wrote: an older format.
        return LinkRefusal(LinkFault.ALTERED)
    good_until = datetime.fromtimestamp(content["u"], UTC)
    if now >= good_until:
        return LinkRefusal(LinkFault.EXPIRED)
    if content["v"] != _current_version(purpose, content["s"]):
        return LinkRefusal(LinkFault.CALLED_BACK)
    return OpenLink(purpose=purpose, subject_id=content["s"], good_until=good_until)


@transaction.atomic
def call_back_links(*, purpose: str, subject_id: object, now: datetime) -> None:
    """Make every link of this purpose and subject that was ever sent stop opening. Later ones are good again."""
    row, _made = LinkVersion.objects.select_for_update().get_or_create(
        purpose=purpose, subject_id=str(subject_id), defaults={"changed_at": now}
    )
    row.version += 1
    row.changed_at = now
    row.save(update_fields=["version", "changed_at"])


def _signer(purpose: str) -> Signer:
    # "~" needs no escaping in an address and survives the line breaking of mail programs.
    return Signer(salt=f"accounts.link.{purpose}", sep="~")


def _current_version(purpose: str, subject_id: str) -> int:
    row = LinkVersion.objects.filter(purpose=purpose, subject_id=subject_id).first()
    return row.version if row else 0
