"""Which rules does a team hold, with which figure against which threshold? The checks of the page, and their names."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deployments.matching.facts import LANGUAGE_LEVELS, Gender
from deployments.matching.names import Names
from deployments.plan import Considered, Plan
from deployments.sentences.pending import flagged
from deployments.teams.facts import TEAM_LANGUAGE_LEVEL, Rule, Rules
from roster.sentences.languages import language_said
from roster.sentences.measures import NBSP, capitalised, count_said, listed

HOLDS, BROKEN, REASON, OPEN = "ready", "blocked", "cond", "none"
"""Marks: the rule holds, does not, asks for a recorded reason, or cannot be said."""


@dataclass(frozen=True, slots=True)
class Check:
    """`said` has the figure, `against` the threshold; `code` names the rule to programs and to the record."""

    code: str
    mark: str
    said: str
    against: str


def checks_of(plan: Plan, team: Sequence[Considered], names: Names, *, cost: int | None = None) -> list[Check]:
    """Every rule that was asked for and the three that always hold, for this team; for none where nobody is seated.

    `cost` is that of a team which is not the plan's own.
    """
    rules = plan.wanted.rules
    found = [_everyone_once(plan, team)]
    if rules.min_share_women is not None:
        found.append(_women(rules.min_share_women, team, len(plan.lines)))
    if rules.max_per_nationality is not None:
        found.append(_nationalities(rules.max_per_nationality, team, names))
    found += [_language(code, least, team) for code, least in rules.team_languages.items()]
    if rules.lead_min_grade:
        found.append(_lead(rules, team))
    if rules.max_cost is not None:
        found.append(_cost(plan, rules.max_cost, team, cost))
    found.append(_parties(plan, names))
    if flags := flagged(team):
        found.append(_flags(flags))
    if not team:
        return [_untested(each, plan) for each in found]
    return found


def _untested(check: Check, plan: Plan) -> Check:
    """Without a team there is no figure: what was asked for stands first, and whether it is what stands in the way."""
    if check.code == "parties":
        return check
    said = check.against
    if check.code in {each.value for each in Rule} - {Rule.TEAM_LANGUAGES.value}:
        said = capitalised(rule_said(Rule(check.code), plan.wanted.rules))
    if check.code in {each.value for each in plan.answer.rules}:
        return Check(check.code, BROKEN, said, _("Nobody in time could meet it together with the others"))
    return Check(check.code, OPEN, said, _("No team to be checked"))


def _everyone_once(plan: Plan, team: Sequence[Considered]) -> Check:
    seats = len(plan.lines)
    people = len({each.person_id for each in team})
    said = _("Seats with a person of their own: %(people)s of %(seats)s") % {"people": people, "seats": seats}
    return Check("distinct", HOLDS if people == seats else BROKEN, said, _("One person fills one seat"))


def _women(share: float, team: Sequence[Considered], seats: int) -> Check:
    women = women_in(team)
    least = math.ceil(round(share * seats, 9))
    said = _("Women: %(women)s of %(all)s") % {"women": women, "all": seats}
    against = _("At least %(share)s, so %(least)s of %(all)s") % {
        "share": f"{share * 100:.3g}{NBSP}%",
        "least": least,
        "all": seats,
    }
    return Check(Rule.MIN_SHARE_WOMEN.value, HOLDS if women >= least else BROKEN, said, against)


def women_in(team: Sequence[Considered]) -> int:
    return sum(each.profile.gender is Gender.WOMAN for each in team)


def _nationalities(most: int, team: Sequence[Considered], names: Names) -> Check:
    counts = Counter(country for each in team for country in each.profile.nationalities)
    highest = max(counts.values(), default=0)
    who = sorted(names.country(code) for code, count in counts.items() if count == highest)
    said = ngettext("Of one nationality: at most %(count)s", "Of one nationality: at most %(count)s", highest) % {
        "count": highest
    }
    if highest > 1:
        said = f"{said} ({listed(who)})"
    against = _("No more than %(most)s; every nationality of a person counts") % {"most": most}
    return Check(Rule.MAX_PER_NATIONALITY.value, HOLDS if highest <= most else BROKEN, said, against)


def speakers_of(code: str, team: Sequence[Considered]) -> int:
    """Members who speak it well enough to count for a team language."""
    enough = LANGUAGE_LEVELS[LANGUAGE_LEVELS.index(TEAM_LANGUAGE_LEVEL) :]
    return sum(each.profile.languages.get(code, "") in enough for each in team)


def _language(code: str, least: int, team: Sequence[Considered]) -> Check:
    count = speakers_of(code, team)
    words = {"language": language_said(code), "level": TEAM_LANGUAGE_LEVEL, "count": count, "all": len(team)}
    said = _("%(language)s at %(level)s or better: %(count)s of %(all)s") % words
    against = _("%(language)s: at least %(least)s") % {**words, "least": least}
    return Check(Rule.TEAM_LANGUAGES.value, HOLDS if count >= least else BROKEN, said, against)


def _lead(rules: Rules, team: Sequence[Considered]) -> Check:
    least = rules.lead_min_grade_rank
    fit = [
        each
        for each in team
        if each.profile.grade == rules.lead_min_grade
        or (least is not None and each.profile.grade_rank is not None and each.profile.grade_rank >= least)
    ]
    best = max(fit, key=lambda each: each.profile.grade_rank or 0, default=None)
    if best is None:
        said = _("Nobody who could lead")
    else:
        said = _("Can lead: %(name)s, %(grade)s") % {"name": best.name, "grade": best.profile.grade}
    against = _("At least one at %(grade)s or above") % {"grade": rules.lead_min_grade}
    return Check(Rule.LEAD_MIN_GRADE.value, HOLDS if best else BROKEN, said, against)


def _cost(plan: Plan, most: int, team: Sequence[Considered], cost: int | None) -> Check:
    made = plan.answer.best or plan.nearest
    if cost is None:
        cost = made.cost if made and team else 0
    said = _("Estimated cost: %(cost)s") % {"cost": cost}
    return Check(
        Rule.MAX_COST.value, HOLDS if cost <= most else BROKEN, said, _("No more than %(most)s") % {"most": most}
    )


def _parties(plan: Plan, names: Names) -> Check:
    parties = sorted(names.country(code) for code in plan.wanted.parties)
    if not parties:
        return Check("parties", OPEN, _("No party is named"), _("So nobody's nationality was held against a party"))
    against = ngettext("%(count)s party checked: %(parties)s", "%(count)s parties checked: %(parties)s", len(parties))
    words = {"count": capitalised(count_said(len(parties))), "parties": listed(parties)}
    return Check("parties", HOLDS, _("No national of a party"), against % words)


def _flags(flags: Sequence[Considered]) -> Check:
    said = ngettext("%(count)s advisory flag", "%(count)s advisory flags", len(flags))
    against = _("Record a reason to go on with %(who)s") % {"who": listed([each.name for each in flags])}
    return Check("advisory", REASON, said % {"count": capitalised(count_said(len(flags)))}, against)


def rule_said(rule: Rule, rules: Rules) -> str:
    """A rule in a sentence: "at least 50 % women"."""
    share = f"{(rules.min_share_women or 0) * 100:.3g}{NBSP}%"
    spoken = [
        _("%(count)s who speak %(language)s") % {"count": n, "language": language_said(c)}
        for c, n in rules.team_languages.items()
    ]
    phrases = {
        Rule.MIN_SHARE_WOMEN: _("at least %(share)s women") % {"share": share},
        Rule.MAX_PER_NATIONALITY: _("at most %(most)s of one nationality") % {"most": rules.max_per_nationality},
        Rule.TEAM_LANGUAGES: listed(spoken) or _("the languages of the team"),
        Rule.LEAD_MIN_GRADE: _("a lead at %(grade)s or above") % {"grade": rules.lead_min_grade},
        Rule.MAX_COST: _("a cost of at most %(most)s") % {"most": rules.max_cost},
    }
    return phrases[rule]


def tally_said(checks: Sequence[Check]) -> str:
    """ "5 hold, 1 needs a reason"."""
    counts = Counter(each.mark for each in checks)
    words = []
    if held := counts[HOLDS]:
        words.append(ngettext("%(count)s holds", "%(count)s hold", held) % {"count": held})
    if broken := counts[BROKEN]:
        words.append(ngettext("%(count)s does not", "%(count)s do not", broken) % {"count": broken})
    if reason := counts[REASON]:
        words.append(ngettext("%(count)s needs a reason", "%(count)s need a reason", reason) % {"count": reason})
    return ", ".join(words)
