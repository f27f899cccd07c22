"""Taking somebody on the roster, and letting somebody go: recorded with a reason, never deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.services.history import acting
from roster.loaders.effects import load_question
from roster.loaders.versions import versions_of
from roster.models import Membership, Person
from roster.services.calendar import lock_person
from roster.services.editing.outcomes import Author, Refusal, Refused, Saved
from roster.services.editing.saving import EDIT, effects_of, not_yours, refusal_for
from roster.services.person import namesakes, refuse_person
from roster.services.rechecking import recheck_on_commit


def create_person(
    *, values: Mapping[str, Any], is_somebody_else: bool, author: Author, now: datetime
) -> Saved | Refused:
    """Record a new person. Refuses a namesake, or the same address, until the writer says that it is somebody else."""
    if not author.pen.roster:
        return Refused((not_yours(),))
    with acting(actor=author.user, reason=author.reason, step=EDIT) as step, transaction.atomic():
        person = Person(**values)
        if refused := refuse_person(person, None, author, now):
            return Refused(tuple(refused))
        found = namesakes(given_names=person.given_names, family_name=person.family_name, email=person.email)
        if found and not is_somebody_else:
            known = ", ".join(f"{each.name} ({each.reference})" for each in found)
            sentence = _("On the roster already: %(known)s. Open that page, or tick that this is somebody else.")
            return Refused((Refusal("namesake", sentence % {"known": known}, "is_somebody_else"),))
        try:
            with transaction.atomic():
                person.save()
        except IntegrityError as failure:
            return Refused((refusal_for(failure),))
        question = load_question(now=now)
        effects = effects_of(question, person.pk, {})
        recheck_on_commit([person.pk])
    return Saved(person, effects, step)


def open_memberships(person_id: int, *, now: datetime) -> list[Membership]:
    """Memberships that hold now or later and are not withdrawn."""
    held = Q(term__endswith__isnull=True) | Q(term__endswith__gt=now)
    found = Membership.objects.filter(held, person_id=person_id).exclude(status=Membership.Status.WITHDRAWN)
    return list(found.select_related("pool", "tier").order_by("pk"))


def memberships_version(memberships: list[Membership]) -> str:
    """What the writer saw: each membership with its version."""
    versions = versions_of(Membership, [each.pk for each in memberships])
    return ",".join(f"{key}:{versions[key]}" for key in sorted(versions))


def end_memberships(
    *, person_id: int, ends_at: datetime, seen: str, author: Author, now: datetime, keep: bool = True
) -> Saved | Refused:
    """End every membership at that instant (the first one after the last day); those not begun by then are withdrawn.

    Somebody whose last day is still to come stays what they are until then. `seen` is `memberships_version` as the
    writer saw it: if a membership was changed meanwhile, nothing is ended.
    """
    if not author.pen.memberships:
        return Refused((not_yours(),))
    if not author.reason.strip():
        return Refused((Refusal("no_reason", _("Say why; it stands in the history."), "why"),))
    with acting(actor=author.user, reason=author.reason, step=EDIT) as step, transaction.atomic():
        lock_person(person_id)
        memberships = open_memberships(person_id, now=now)
        if memberships_version(memberships) != seen:
            sentence = _("Meanwhile somebody changed the memberships. Look at them below, then end them.")
            return Refused((Refusal("changed_since", sentence),))
        if not memberships:
            return Refused((Refusal("none_open", _("There is no membership to end.")),))
        question = load_question(now=now)
        earlier = question.ask([person_id])
        for each in memberships:
            _end(each, ends_at, now)
        recheck_on_commit([person_id])
        effects = effects_of(question, person_id, earlier)
        if not keep:
            transaction.set_rollback(True)
    return Saved(None, effects, step)


def _end(membership: Membership, ends_at: datetime, now: datetime) -> None:
    starts, ended = membership.term.lower, membership.term.upper
    if starts is None or starts < ends_at:
        membership.term = DateTimeTZRange(starts, ends_at if ended is None else min(ended, ends_at))
    else:
        membership.status = Membership.Status.WITHDRAWN
    if ends_at <= now:
        membership.status = Membership.Status.WITHDRAWN
    membership.save()
