"""Asking a person whether the calendar kept about them is true, by a link that needs no password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.core.mail import send_mail
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.errors import DomainError
from accounts.services.links import call_back_links, make_link
from roster.models import Booking, Person
from roster.models.links import PURPOSE

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """To whom the question went, and until when the link opens."""

    address: str
    good_until: datetime


def ask_to_confirm(*, person: Person, site: str, now: datetime) -> Asked:
    """Send the person the link to their own calendar. `site` is the address of the product, with its scheme.

    The links of earlier mails stop opening; when the mail cannot be sent they go on.

    Raises `DomainError` when there is no address to send to; the mail carries no name of a process or a place.
    """
    if not person.email:
        raise DomainError("no_email", _("No e-mail address is on record. Telephone, then record the answer here."))
    with transaction.atomic():
        call_back_links(purpose=PURPOSE, subject_id=person.pk, now=now)
        Person.objects.filter(pk=person.pk).update(last_asked_at=now)
        _send(person, make_link(purpose=PURPOSE, subject_id=person.pk, valid_for=GOOD_FOR, now=now), site, now)
    return Asked(person.email, now + GOOD_FOR)


def _send(person: Person, token: str, site: str, now: datetime) -> None:
    link = urljoin(site, reverse("roster:availability", args=[token]))
    context = {"person": person, "link": link, "good_until": now + GOOD_FOR}
    try:
        send_mail(
            subject=_("Is your calendar still true?"),
            message=render_to_string("roster/email/availability.txt", context),
            from_email=None,
            recipient_list=[person.email],
        )
    except OSError as failure:
        raise DomainError(
            "mail_not_sent", _("The mail server did not take the message. Try again in a minute.")
        ) from failure


def own_calendar(person: Person, *, now: datetime) -> list[Booking]:
    """What a person sees of their own calendar: what is not over, first to last."""
    return list(person.bookings.in_force(now).filter(during__overlap=DateTimeTZRange(now, None)))
