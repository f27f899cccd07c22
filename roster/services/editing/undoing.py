"""Taking a step back: every fact that it changed becomes what it was before, as a step of its own in the history.

Refused, with the sentence, where anything later stands on it: nobody's later work is undone by the way.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from accounts.services.history import acting
from roster.loaders.effects import load_question
from roster.loaders.steps import Step, Touched, load_step, overtaken
from roster.loaders.versions import event_model, kept_fields
from roster.models import Clearance, Membership, Person
from roster.models.clearance import ClearanceState
from roster.services.calendar import lock_person
from roster.services.clearance import refuse_waiver
from roster.services.editing.outcomes import Author, Refusal, Refused, Saved
from roster.services.editing.rules import RULES, may_write
from roster.services.editing.saving import effects_of, not_yours, refusal_for
from roster.services.lapsing import end_lapsed_of
from roster.services.membership import refuse_overlap
from roster.services.rechecking import recheck_on_commit

UNDO = "undo"
SHOWN_EFFECTS = 1
"""Verdicts before and after are told for so many people at most: those of a bulk step are on its page."""


def undo_step(*, key: str, author: Author, now: datetime, keep: bool = True) -> Saved | Refused:
    """Take the step back, as far as nothing stands on it. Without `keep` it is only tried."""
    reason = author.reason or _("Taken back")
    with acting(actor=author.user, reason=reason, step=UNDO, undoes=key) as own, transaction.atomic():
        step = load_step(key, RULES)
        if step is None or not step.touched:
            return _refused("unknown_step", _("There is no such change, or it cannot be taken back."))
        people = sorted({each.person_id for each in step.touched})
        for person_id in people:
            if Person.objects.filter(pk=person_id).exists():
                lock_person(person_id)
                end_lapsed_of(person_id, now=now)
        if refusal := _in_the_way(step, author, now):
            return Refused((refusal,))
        is_one = len(people) == SHOWN_EFFECTS
        question = load_question(now=now) if is_one else None
        earlier = question.ask(people) if question else {}
        try:
            with transaction.atomic():
                _take_back(step)
        except ProtectedError:
            return _refused("stood_upon", _("Other records name this person by now. Nothing was taken back."))
        except IntegrityError as failure:
            return Refused((refusal_for(failure),))
        recheck_on_commit(people)
        still_there = question is not None and Person.objects.filter(pk=people[0]).exists()
        effects = effects_of(question, people[0], earlier) if question and still_there else ()
        if not keep:
            transaction.set_rollback(True)
    return Saved(None, effects, own)


def _in_the_way(step: Step, author: Author, now: datetime) -> Refusal | None:
    for each in step.touched:
        row = each.before or each.after
        columns = _columns(each)
        if row is None or not may_write(author.pen, row, columns):
            return not_yours()
        if each.after is not None and not may_write(author.pen, each.after, columns):
            return not_yours()
        if refused := [found for row in (each.before, each.after) for found in _refuse_waiver(row, author, now)]:
            return refused[0]
    if late := overtaken(step):
        name = str(late[0].model._meta.verbose_name)
        return Refusal(
            "changed_since",
            _("Not taken back: this %(fact)s was changed again since. Change it as it should be.") % {"fact": name},
        )
    added = [each.key for each in step.touched if each.model is Person and each.before is None]
    if added and _has_facts(added, step):
        return Refusal("stood_upon", _("Not taken back: facts were recorded about this person since."))
    return _term_in_the_way(step, now)


def _refuse_waiver(row: Model | None, author: Author, now: datetime) -> list[Refusal]:
    """Bringing a waiver back is granting it, and taking it back is lifting it: each its granter's alone."""
    is_waiver = isinstance(row, Clearance) and row.state == ClearanceState.WAIVED
    return refuse_waiver(row, author, now) if is_waiver and isinstance(row, Clearance) else []


def _term_in_the_way(step: Step, now: datetime) -> Refusal | None:
    """Two terms of one pool at once: the table allows them, so that the database would not refuse."""
    back = [each.before for each in step.touched if isinstance(each.before, Membership)]
    own = [each.key for each in step.touched if each.model is Membership]
    people = {row.person_id for row in back}
    others = list(Membership.objects.filter(person_id__in=people).exclude(pk__in=own)) if back else []
    found = (refuse_overlap(others, row, now) for row in back)
    return next((refusal for refusal in found if refusal is not None), None)


def _columns(each: Touched) -> set[str] | None:
    """Which columns change; `None` where the whole row comes or goes."""
    if each.before is None or each.after is None:
        return None
    return {
        field.name
        for field in kept_fields(each.model)
        if getattr(each.before, field.attname) != getattr(each.after, field.attname)
    }


def _has_facts(people: list[int], step: Step) -> bool:
    own = {(each.model, each.key) for each in step.touched}
    for model in RULES:
        if model is not Person:
            found = event_model(model).objects.filter(person_id__in=people).values_list("pgh_obj_id", flat=True)
            if any((model, key) not in own for key in found):
                return True
    return False


def _take_back(step: Step) -> None:
    """Removed facts come back last, when what stands in their place is gone; a new person goes after their facts."""
    gone: list[Model] = [each.before for each in step.touched if each.after is None and each.before is not None]
    for each in step.touched:
        if each.before is None and each.model is not Person:
            each.model._default_manager.filter(pk=each.key).delete()
    for each in step.touched:
        if each.before is not None and each.after is not None:
            # What no history is kept of stays as it is.
            names = [field.name for field in kept_fields(each.model) if not field.primary_key]
            each.before.save_base(raw=True, force_update=True, update_fields=names)
    for row in gone:
        row.save_base(raw=True, force_insert=True)
    for each in step.touched:
        if each.before is None and each.model is Person:
            Person.objects.get(pk=each.key).delete()


def _refused(code: str, sentence: str) -> Refused:
    return Refused((Refusal(code, sentence),))
