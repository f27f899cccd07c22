"""Can this team be there in time? The answer to a plan in a sentence that can be read aloud, and what it hangs on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.matching.names import Names
from deployments.plan import Considered, Plan
from deployments.sentences.instants import when_said_with_utc
from deployments.sentences.lengths import inside_said, spare_length, window_said
from deployments.sentences.pending import Pending, clause, lower, pending_for
from deployments.sentences.rules import rule_said
from deployments.sentences.slots import slot_said
from deployments.teams.facts import TeamLevel
from roster.permissions import Sight
from roster.readiness.facts import Delivery, StopsAt
from roster.readiness.verdict import Verdict
from roster.sentences.measures import count_said, length_text, listed

MARKS = {
    TeamLevel.FEASIBLE: "ready",
    TeamLevel.FEASIBLE_WITH_WAIVERS: "cond",
    TeamLevel.INFEASIBLE: "blocked",
}
CLAUSES = 4
"""How many decisions the banner names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Banner:
    """`mark` names shape and colour; `more` are the decisions in a list, for whoever has to go after them."""

    mark: str
    sentence: str
    rest: str
    pending: tuple[Pending, ...] = ()


def members_of(plan: Plan) -> list[Considered]:
    """Whom the best team seats, in the order of the slots."""
    best = plan.answer.best
    return [plan.people[int(best.seats[line.slot.id])] for line in plan.lines] if best else []


def nearest_of(plan: Plan) -> list[Considered]:
    """Who could go all the same, in the order of the slots, when no team can be made."""
    return [plan.people[int(each)] for each in plan.nearest.seats.values()] if plan.nearest else []


def banner_of(plan: Plan, names: Names, sight: Sight) -> Banner:
    if plan.answer.level is TeamLevel.INFEASIBLE or plan.answer.best is None:
        rest = [_earliest(plan), _others(plan), _untried(plan)]
        return Banner("blocked", _infeasible(plan, names), " ".join(each for each in rest if each))
    pending = pending_for(members_of(plan), sight)
    level = level_said(plan.answer.level, pending)
    sentence = _("%(level)s: %(everyone)s") % {
        "level": level,
        "everyone": _everyone(plan, plan.answer.best.last_arrival),
    }
    told = [spare_said(plan, _decisive(plan)), _hangs_on(pending, plan.made_at), _untried(plan)]
    return Banner(MARKS[plan.answer.level], sentence, " ".join(each for each in told if each), tuple(pending))


def level_said(level: TeamLevel, pending: list[Pending]) -> str:
    """ "Feasible", "Feasible with two decisions", "Infeasible"."""
    if level is TeamLevel.INFEASIBLE:
        return _("Infeasible")
    if level is TeamLevel.FEASIBLE or not pending:
        return _("Feasible")
    count = {"count": count_said(len(pending))}
    return ngettext("Feasible with %(count)s decision", "Feasible with %(count)s decisions", len(pending)) % count


def _untried(plan: Plan) -> str:
    """What may be otherwise, where there were too many ways to try them all."""
    if plan.answer.proven:
        return ""
    if plan.answer.teams:
        return _("Not every way was tried: there may be a better team.")
    if plan.answer.missing:
        return _("Not every way was tried: all seats may be filled sooner.")
    return _("Not every way was tried; no team was found.")


def _everyone(plan: Plan, last: datetime) -> str:
    words = {"place": plan.wanted.destination.name, "when": when_said_with_utc(last, plan.made_at)}
    if plan.wanted.delivery is Delivery.REMOTE:
        return _("everyone at work for %(place)s by %(when)s") % words
    return _("everyone in %(place)s by %(when)s") % words


def _decisive(plan: Plan) -> datetime | None:
    """What the limit is compared with: the last arrival, or the last departure where that stops the clock."""
    best = plan.answer.best
    if best is None or plan.wanted.stops_at is StopsAt.ARRIVAL:
        return best.last_arrival if best else None
    left = [each.answer.departs_at for each in members_of(plan) if isinstance(each.answer, Verdict)]
    return max((each for each in left if each is not None), default=None)


def spare_said(plan: Plan, decisive: datetime | None) -> str:
    """ "6 h inside the 72.", "21 days 18 h inside the window of 24 days 8 h." """
    if decisive is None:
        return ""
    spare = plan.call.deadline - decisive
    words = {"spare": spare_length(spare), "window": inside_said(plan.window_hours)}
    if plan.wanted.stops_at is StopsAt.DEPARTURE:
        return _("The last one leaves %(spare)s inside %(window)s.") % words
    if spare < timedelta(hours=1):
        return _("Less than an hour inside %(window)s.") % words
    return _("%(spare)s inside %(window)s.") % words


def _hangs_on(pending: list[Pending], now: datetime) -> str:
    if not pending:
        return _("Nothing is left to decide.")
    clauses = [clause(each, now) for each in pending[:CLAUSES]]
    if (more := len(pending) - CLAUSES) > 0:
        said = ngettext("%(count)s more decision is taken", "%(count)s more decisions are taken", more)
        clauses.append(said % {"count": count_said(more)})
    return _("It holds if %(clauses)s.") % {"clauses": listed(clauses)}


def _infeasible(plan: Plan, names: Names) -> str:
    if plan.answer.missing:
        titles = {line.slot.id: slot_said(line.slot, names) for line in plan.lines}
        missing = [_named(titles.get(each, each)) for each in plan.answer.missing]
        if len(missing) == len(plan.lines) > 1:
            return _("Infeasible: nobody can be there in time for any of the %(count)s seats") % {
                "count": count_said(len(missing))
            }
        return ngettext("Infeasible: %(seats)s missing", "Infeasible: %(seats)s are missing", len(missing)) % {
            "seats": listed(missing)
        }
    broken = [lower(rule_said(each, plan.wanted.rules)) for each in plan.answer.rules]
    if broken:
        return _("Infeasible: every seat can be filled, but not with %(rules)s") % {"rules": listed(broken)}
    return _("Infeasible: no team was found")


def _others(plan: Plan) -> str:
    """What can be done without waiting."""
    if plan.nearest is None:
        return ""
    count = len(plan.nearest.seats)
    words = {"count": count_said(count), "when": when_said_with_utc(plan.nearest.last_arrival, plan.made_at)}
    if not plan.answer.missing:
        return _("Those proposed break a rule; everyone could be there by %(when)s.") % words
    return (
        ngettext(
            "The other seat can be filled by %(when)s.", "The other %(count)s seats can be filled by %(when)s.", count
        )
        % words
    )


def _named(title: str) -> str:
    """A title with a comma of its own would run into the next one."""
    return f"“{title}”" if "," in title else lower(title)


def _earliest(plan: Plan) -> str:
    earliest = plan.answer.earliest
    if earliest is None:
        return _("No instant is known by which all seats could be filled. See what would change the answer.")
    over = earliest - plan.call.deadline
    words = {
        "when": when_said_with_utc(earliest, plan.made_at),
        "over": length_text(over),
        "window": window_said(plan.window_hours),
    }
    if over.total_seconds() <= 0:
        return _("Everybody could be there by %(when)s.") % words
    return _("All seats could be filled by %(when)s, %(over)s after the %(window)s have run out.") % words
