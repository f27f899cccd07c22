"""A shortlist or a proposal is decided: what it rests on is worked out once more, kept for good, and numbered.

The answer is made again under the request's lock. When it is no longer the one that the officer saw, nothing is kept
and the officer is told: a record must be what somebody decided on.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import DomainError
from accounts.models import User
from accounts.services.history import acting
from deployments.asking import Missing, wanted_of
from deployments.freezing import FORMAT
from deployments.loaders.prices import load_prices
from deployments.loaders.words import load_words
from deployments.matching.costs import estimated_cost
from deployments.matching.names import Names
from deployments.models import Decision, Request, RestrictedRecord
from deployments.plan import Considered, Plan
from deployments.proposing import make_plan
from deployments.recording import frozen_question, recorded
from deployments.sentences.pending import flagged
from deployments.sentences.rules import BROKEN, Check, checks_of
from deployments.services.outcomes import Refusal, Refused, Saved
from deployments.shortlisting import Kind, all_male_slots
from deployments.teams.facts import Rule
from roster.models import Grade
from roster.readiness.verdict import Verdict

LONGEST_REASON = 4000


def fingerprint(plan: Plan, row: Request, *, after: int) -> str:
    """What must still be so when a decision on this plan is kept: what the request says and the question asks, who is
    proposed and possible, on which conditions, and that nobody has decided since decision number `after`.

    Instants of a call that is not activated are left out: they move with the clock.
    """
    question = frozen_question(plan.wanted)
    del question["begins_at"]
    if row.activated_at is None:
        del question["activated_at"]
    kept = {
        "version": row.version,
        "question": question,
        "after": after,
        "slots": [[line.slot.id, [each.person.person_id for each in line.candidates]] for line in plan.lines],
        "teams": [sorted(team.seats.items()) for team in plan.answer.teams],
        "level": plan.answer.level.value,
        "missing": list(plan.answer.missing),
        "conditions": {
            str(each.person.person_id): [one.code for one in each.person.answer.conditions]
            for line in plan.lines
            for each in line.candidates
            if isinstance(each.person.answer, Verdict)
        },
        "engine": plan.engine_version,
    }
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:32]


def last_number(request: Request) -> int:
    """Of the request's decisions; 0 before the first."""
    return Decision.objects.filter(request=request).order_by("-number").values_list("number", flat=True).first() or 0


def senior_grades() -> frozenset[str]:
    return frozenset(Grade.objects.filter(is_senior=True).values_list("code", flat=True))


def record_decision(
    *,
    request_id: int,
    kind: Kind,
    chosen: Mapping[str, Sequence[int]],
    shown: str,
    actor: User,
    now: datetime,
    reason: str = "",
    comparison: str = "",
    flag_reason: str = "",
    whole: Collection[str] = (),
) -> Saved[Decision] | Refused:
    """Keep the decision for good. `chosen` are people (keys) by seat; `shown` is the fingerprint that was seen,
    on an answer for which everybody of the seats in `whole` was asked about.

    Refused as a value, by field: `answer_changed`, `nobody_chosen`, `seat_empty`, `same_person_twice`,
    `not_a_candidate`, `reason_needed` (only men for a senior seat), `rule_reason_needed` (a team that breaks a rule),
    `flag_reason_needed` (an advisory flag), `too_long`. DomainError where nothing can be
    planned at all.
    """
    texts = {"reason": reason.strip(), "comparison": comparison.strip(), "flag_reason": flag_reason.strip()}
    with acting(actor=actor), transaction.atomic():
        row = Request.objects.select_for_update(no_key=True).get(pk=request_id)
        wanted = wanted_of(row, now=now)
        if isinstance(wanted, Missing):
            raise DomainError("facts_missing", _("Nothing can be decided yet. Give the missing facts first."))
        plan = make_plan(wanted, now=now, whole=whole, stored=wanted.pins)
        after = last_number(row)
        if fingerprint(plan, row, after=after) != shown:
            return Refused((_changed(row, after),))
        if refusals := _refusals(plan, kind, chosen, texts):
            return Refused(tuple(refusals))
        names = load_words(plan)
        checks = _checks(plan, kind, chosen, names)
        if broken := _broken(checks, texts):
            return Refused((broken,))
        return Saved(_written(row, plan, kind, chosen, texts, names, checks, number=after + 1, actor=actor, now=now))


def _changed(row: Request, after: int) -> Refusal:
    last = row.decisions.filter(number=after).first()
    words = {"who": last.decided_by_name, "number": last.number} if last else {}
    sentence = _("The answer has changed since this page was shown. Nothing was kept: read it again, then decide.")
    if words:
        sentence += " " + _("The last decision is number %(number)s, by %(who)s.") % words
    return Refusal("answer_changed", sentence)


def _refusals(plan: Plan, kind: Kind, chosen: Mapping[str, Sequence[int]], texts: Mapping[str, str]) -> list[Refusal]:
    could = {line.slot.id: {each.person.person_id for each in line.candidates} for line in plan.lines}
    if not any(chosen.values()):
        return [Refusal("nobody_chosen", _("Nobody is chosen. Tick at least one person."), "chosen")]
    if any(not set(people) <= could.get(slot, set()) for slot, people in chosen.items()):
        sentence = _("Somebody chosen cannot go any more. Read the answer again, then decide.")
        return [Refusal("not_a_candidate", sentence, "chosen")]
    if kind is Kind.PROPOSAL and not all(len(chosen.get(slot, ())) == 1 for slot in could):
        sentence = _("A proposal has exactly one person for every seat. Save a shortlist instead.")
        return [Refusal("seat_empty", sentence, "chosen")]
    if kind is Kind.PROPOSAL and len({people[0] for people in chosen.values()}) < len(chosen):
        sentence = _(
            "The same person is chosen for two seats. One person fills one seat: choose somebody else for one."
        )
        return [Refusal("same_person_twice", sentence, "chosen")]
    found = [
        Refusal("too_long", _("At most %(most)s characters. Shorten it.") % {"most": LONGEST_REASON}, field)
        for field, text in texts.items()
        if len(text) > LONGEST_REASON
    ]
    if all_male_slots(plan, chosen, kind, senior_grades()) and not texts["reason"]:
        sentence = _("Only men are chosen for a senior seat. Say why, beside the comparison.")
        found.append(Refusal("reason_needed", sentence, "reason"))
    people = [plan.people[each] for one in chosen.values() for each in one]
    if flagged(people) and not texts["flag_reason"]:
        sentence = _("An advisory flag concerns somebody chosen. Record why to go on.")
        found.append(Refusal("flag_reason_needed", sentence, "flag_reason"))
    return found


def _checks(plan: Plan, kind: Kind, chosen: Mapping[str, Sequence[int]], names: Names) -> list[Check]:
    """Of the team that is proposed, which need not be the one that the answer proposes; of no team for a shortlist."""
    team = [plan.people[people[0]] for people in chosen.values()] if kind is Kind.PROPOSAL else []
    is_priced = bool(team) and plan.wanted.rules.max_cost is not None
    return checks_of(plan, team, names, cost=_cost_of(plan, team) if is_priced else None)


def _cost_of(plan: Plan, team: Sequence[Considered]) -> int:
    prices = load_prices(plan.call.activated_at.date())
    answers = [each.answer for each in team if isinstance(each.answer, Verdict)]
    travels = [
        each.arrives_at - each.departs_at if each.arrives_at and each.departs_at else timedelta(0) for each in answers
    ]
    hours = [each / timedelta(hours=1) for each in travels]
    return sum(estimated_cost(prices, stay_days=plan.call.stay_days, travel_hours=each) for each in hours)


def _broken(checks: Sequence[Check], texts: Mapping[str, str]) -> Refusal | None:
    """A team that breaks a rule of the request may be proposed, and the record says why."""
    rules = {each.value for each in Rule}
    broken = [each for each in checks if each.code in rules and each.mark == BROKEN]
    if not broken or texts["reason"]:
        return None
    told = "; ".join(f"{each.said} ({each.against})" for each in broken)
    sentence = _("This team breaks a rule of the request. Say why, or choose another team. %(rules)s.")
    return Refusal("rule_reason_needed", sentence % {"rules": told}, "reason")


def _written(
    row: Request,
    plan: Plan,
    kind: Kind,
    chosen: Mapping[str, Sequence[int]],
    texts: Mapping[str, str],
    names: Names,
    checks: Sequence[Check],
    *,
    number: int,
    actor: User,
    now: datetime,
) -> Decision:
    parts = recorded(plan, names)
    decision = Decision.objects.create(
        request=row,
        number=number,
        kind=kind.value,
        decided_at=now,
        decided_by=actor,
        decided_by_name=str(actor),
        reason=texts["reason"],
        comparison=texts["comparison"] if texts["reason"] else "",
        engine_version=plan.engine_version,
        record_format=FORMAT,
        about=_about(row, now),
        chosen={slot: list(people) for slot, people in chosen.items()},
        rules=[asdict(each) for each in checks],
        record=parts.open,
    )
    RestrictedRecord.objects.create(decision=decision, content=parts.restricted, flag_reason=texts["flag_reason"])
    return decision


def _about(row: Request, now: datetime) -> dict[str, str | int | bool | None]:
    """The request as it is called now; read again when nobody remembers."""
    return {
        "reference": row.reference,
        "requester": row.requester,
        "kind": row.kind,
        "process_id": row.process_id,
        "process": row.process.name if row.process else "",
        "destination": str(row.destination) if row.destination else "",
        "is_activated": row.activated_at is not None and row.activated_at <= now,
    }
