"""Plans made by hand: people asked by the real engine, seated as a test says. Needs no database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from deployments.matching.facts import Exclusion, Gender, Profile, Slot
from deployments.matching.fit import contributions
from deployments.matching.names import Names
from deployments.matching.verdicts import verdict_exclusions
from deployments.plan import Considered, ForSlot, Plan, SlotLine, Wanted
from deployments.teams.facts import Change, Rule, Rules, Team, TeamAnswer, TeamLevel
from roster.models import Place
from roster.readiness.assess import assess
from roster.readiness.facts import PersonFacts
from roster.readiness.verdict import Verdict
from tests.pure.readiness.made import DAY, MONDAY, call, person

NAMES = Names(
    themes={"gender": "Gender and inclusion", "process-design": "Process design"},
    languages={"fr": "French", "en": "English"},
    countries={"KEN": "Kenya", "SSD": "South Sudan"},
)
DESIGN = Slot("design", themes={"process-design": 4}, languages={"fr": "B2"}, title="Process design, lead")
GENDER = Slot("gender", themes={"gender": 3}, title="Gender and inclusion")


def considered(pk: int, name: str, facts: PersonFacts | None = None, **profile: Any) -> Considered:
    """Somebody who answers the usual call, standby and ready unless the facts say otherwise."""
    values: dict[str, Any] = {
        "gender": Gender.WOMAN,
        "nationalities": frozenset({"KEN"}),
        "themes": {"process-design": 4, "gender": 4},
        "languages": {"fr": "C1", "en": "C1"},
        "grade": "P-5",
        "grade_rank": 5,
        "roles": frozenset({"interpreter"}),
        **profile,
    }
    return Considered(
        person_id=pk,
        reference=f"MSU-{pk:04}",
        name=name,
        pool="Standby team",
        profile=Profile(str(pk), **values),
        answer=assess(facts or person(), call()),
    )


ADA = considered(1, "Ada Okoro", days_deployed=20, times_asked=1)
BEN = considered(2, "Ben Adeyemi", gender=Gender.MAN)
EVE = considered(3, "Éve Laurent", person(confirmed_at=MONDAY - 40 * DAY))
LATE = considered(4, "Matej Vidmar", person(notice_hours=90), gender=Gender.MAN)


def for_slot(who: Considered, slot: Slot, *more: Exclusion) -> ForSlot:
    gaps = verdict_exclusions(who.answer) if isinstance(who.answer, Verdict) else ()
    return ForSlot(who, contributions(who.profile, slot, wanted().setting, NAMES), (*more, *gaps))


def wanted(*slots: Slot, **changes: Any) -> Wanted:
    values: dict[str, Any] = {
        "destination": Place(code="JUB", name="Port Sorel"),
        "activated_at": MONDAY,
        "stay_days": 20,
        "slots": slots or (DESIGN, GENDER),
        "rules": Rules(min_share_women=0.5, max_per_nationality=2, team_languages={"fr": 1}),
        **changes,
    }
    return Wanted(**values)


def team(seats: Mapping[str, Considered]) -> Team:
    verdicts = [each.answer for each in seats.values() if isinstance(each.answer, Verdict)]
    return Team(
        seats={slot: str(who.person_id) for slot, who in seats.items()},
        with_decisions=sum(bool(each.conditions) for each in verdicts),
        points=0,
        last_arrival=max(each.arrives_at for each in verdicts if each.arrives_at),
    )


def made_plan(
    *seatings: Mapping[str, Considered],
    excluded: Mapping[str, Sequence[ForSlot]] | None = None,
    made_at: datetime = MONDAY,
    changes: tuple[Change, ...] = (),
    missing: tuple[str, ...] = (),
    broken: tuple[Rule, ...] = (),
    earliest: datetime | None = None,
    **asked: Any,
) -> Plan:
    """The seatings are the teams, the best one first; none makes an infeasible plan."""
    question = wanted(**asked)
    teams = tuple(team(each) for each in seatings)
    level = TeamLevel.INFEASIBLE
    if teams:
        level = TeamLevel.FEASIBLE_WITH_WAIVERS if teams[0].with_decisions else TeamLevel.FEASIBLE
    people = {who.person_id: who for seating in seatings for who in seating.values()}
    lines = []
    for slot in question.slots:
        could = {seating[slot.id].person_id: seating[slot.id] for seating in seatings}
        candidates = tuple(for_slot(who, slot) for who in could.values())
        kept = tuple((excluded or {}).get(slot.id, ()))
        people |= {each.person.person_id: each.person for each in kept}
        lines.append(SlotLine(slot, candidates[0] if candidates else None, candidates, kept, 0, 7))
    return Plan(
        wanted=question,
        call=replace(call(), stay_days=question.stay_days),
        made_at=made_at,
        answer=TeamAnswer(level, teams, missing, broken, earliest),
        lines=tuple(lines),
        people=people,
        changes=changes,
    )
