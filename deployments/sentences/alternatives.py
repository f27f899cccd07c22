"""What would another whole team trade against the proposed one? Each in the same lines, to stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.matching.names import Names
from deployments.matching.scales import OF_ENGAGEMENTS
from deployments.plan import Considered, ForSlot, Plan
from deployments.sentences.criteria import criterion_said
from deployments.sentences.instants import when_said
from deployments.sentences.lengths import spare_length
from deployments.sentences.pending import clause, lower, pending_for
from deployments.sentences.rules import speakers_of, women_in
from deployments.sentences.slots import slot_said
from deployments.sentences.team import level_said
from deployments.teams.facts import Team, TeamLevel
from roster.permissions import Sight
from roster.sentences.languages import language_said
from roster.sentences.measures import capitalised, count_said, length_text

LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Option:
    """One whole team. `pins` seat its people: "use it" means exactly these. `letter` "A" is the proposed one."""

    letter: str
    trade: str
    changes: tuple[str, ...]
    level: str
    mark: str
    last: str
    women: str
    languages: tuple[tuple[str, str], ...]
    decisions: tuple[str, ...]
    pins: tuple[tuple[str, Considered], ...]

    @property
    def name(self) -> str:
        return _("Proposed") if self.is_proposed else self.letter

    @property
    def is_proposed(self) -> bool:
        return self.letter == LETTERS[0]


def options_of(plan: Plan, names: Names, sight: Sight) -> list[Option]:
    """The proposed team first; nothing when there is no other to compare it with."""
    teams = plan.answer.teams
    if len(teams) < 2:
        return []
    return [_option(letter, team, plan, names, sight) for letter, team in zip(LETTERS, teams, strict=False)]


def _option(letter: str, team: Team, plan: Plan, names: Names, sight: Sight) -> Option:
    best = plan.answer.teams[0]
    people = [(line.slot.id, plan.people[int(team.seats[line.slot.id])]) for line in plan.lines]
    members = [each for _slot, each in people]
    pending = pending_for(members, sight)
    level = TeamLevel.FEASIBLE_WITH_WAIVERS if pending else TeamLevel.FEASIBLE
    return Option(
        letter=letter,
        trade="" if team is best else _trade(team, members, plan, names, sight),
        changes=() if team is best else tuple(_changes(team, best, plan, names)),
        level=level_said(level, pending),
        mark="cond" if pending else "ready",
        last=arrival_said(plan, team.last_arrival),
        women=_of(women_in(members), members),
        languages=tuple(
            (language_said(code), _of(speakers_of(code, members), members)) for code in plan.wanted.rules.team_languages
        ),
        decisions=tuple(capitalised(clause(each, plan.made_at)) for each in pending),
        pins=tuple(people),
    )


def _of(count: int, members: Sequence[Considered]) -> str:
    return _("%(count)s of %(all)s") % {"count": count, "all": len(members)}


def _changes(team: Team, best: Team, plan: Plan, names: Names) -> list[str]:
    """Who for whom. Somebody who only changes seats is told as that, not as lost."""
    told = []
    for line in plan.lines:
        now, then = team.seats[line.slot.id], best.seats[line.slot.id]
        if now != then:
            words = {
                "new": plan.people[int(now)].name,
                "old": plan.people[int(then)].name,
                "seat": slot_said(line.slot, names),
            }
            said = _("%(seat)s: %(new)s for %(old)s")
            told.append((said if now not in best.people else _("%(seat)s: %(new)s, from another seat")) % words)
    return told


def _trade(team: Team, members: Sequence[Considered], plan: Plan, names: Names, sight: Sight) -> str:
    """What is better and what is worse, in few words: "one decision fewer, 5 h later"."""
    best = plan.answer.teams[0]
    proposed = [plan.people[int(best.seats[line.slot.id])] for line in plan.lines]
    words = [
        _difference(len(pending_for(members, sight)) - len(pending_for(proposed, sight))),
        _time(team.last_arrival - best.last_arrival),
        _women(women_in(members) - women_in(proposed)),
    ]
    said = ", ".join(each for each in words if each)
    return capitalised(said) if said else _suits(team, plan, names, sight)


def _suits(team: Team, plan: Plan, names: Names, sight: Sight) -> str:
    """ "Suits the seats as well", or for which seat it has less to offer, and of what."""
    best = plan.answer.teams[0]
    if team.points == best.points:
        return _("Suits the seats as well")
    gaps: list[tuple[int, str, str]] = []
    for line in plan.lines:
        known = {str(each.person.person_id): each for each in line.candidates}
        new, old = known.get(team.seats[line.slot.id]), known.get(best.seats[line.slot.id])
        if new and old and new.points < old.points:
            gaps.append((new.points - old.points, slot_said(line.slot, names), _lacking(new, old, sight)))
    if not gaps:
        return _("Suits the seats a little less")
    _gap, seat, criterion = min(gaps)
    words = {"seat": seat, "criterion": lower(criterion)}
    return (_("Suits %(seat)s less: %(criterion)s") if criterion else _("Suits %(seat)s less")) % words


def _lacking(new: ForSlot, old: ForSlot, sight: Sight) -> str:
    """What the new one has most less of; empty where the reader may not know it."""
    had = {each.criterion: each.points for each in old.contributions}
    code = min(new.contributions, key=lambda each: each.points - had.get(each.criterion, 0)).criterion
    return "" if code in OF_ENGAGEMENTS and not sight.engagements else criterion_said(code)


def _difference(decisions: int) -> str:
    count = {"count": count_said(abs(decisions))}
    if decisions < 0:
        return ngettext("%(count)s decision fewer", "%(count)s decisions fewer", -decisions) % count
    return ngettext("%(count)s decision more", "%(count)s decisions more", decisions) % count if decisions else ""


def _time(later: timedelta) -> str:
    if abs(later) < timedelta(hours=1):
        return ""
    words = {"length": length_text(abs(later))}
    return _("%(length)s later") % words if later > timedelta(0) else _("%(length)s earlier") % words


def _women(more: int) -> str:
    count = {"count": count_said(abs(more))}
    if more > 0:
        return ngettext("%(count)s woman more", "%(count)s women more", more) % count
    return ngettext("%(count)s woman fewer", "%(count)s women fewer", -more) % count if more else ""


def arrival_said(plan: Plan, instant: datetime) -> str:
    """ "Saturday 08:00, 6 h to spare"; what is to spare is rounded down, what is over is rounded up."""
    spare = plan.call.deadline - instant
    when = when_said(instant, plan.made_at)
    if spare < timedelta(0):
        return _("%(when)s, %(over)s over") % {"when": when, "over": length_text(-spare)}
    return _("%(when)s, %(spare)s to spare") % {"when": when, "spare": spare_length(spare)}
