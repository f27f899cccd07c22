"""Which days follow a deployment as rest? The rule and the figures that hold on a day, without the rest of a world."""

from dataclasses import replace
from datetime import date

from roster import models
from roster.loaders.world import TITLES_FROM_RULE, default_office, load_offices, requirement_of
from roster.readiness.facts import World
from roster.readiness.requirements import DEFAULT_POLICY, DEFAULT_REQUIREMENTS, REST
from roster.readiness.rest import RestRule

FIGURES = ["rest_days", "rest_per_days"]


def load_rest(*, day: date) -> RestRule:
    """Two queries; two more where the configured lead counts an office's working days."""
    figures = dict(models.Figure.objects.filter(effective__contains=day, code__in=FIGURES).values_list("code", "value"))
    rules = models.RequirementRule.objects.filter(requirement=REST, effective__contains=day)
    rule = rules.select_related(TITLES_FROM_RULE).first()
    counts_days = rule is not None and rule.lead == models.RequirementRule.Lead.WORKING_DAYS
    offices = load_offices() if counts_days else {}
    policy = replace(
        DEFAULT_POLICY,
        rest_days=float(figures.get("rest_days", DEFAULT_POLICY.rest_days)),
        rest_per_days=float(figures.get("rest_per_days", DEFAULT_POLICY.rest_per_days)),
        default_office=default_office(offices),
    )
    return RestRule(requirement_of(rule, offices) if rule else DEFAULT_REQUIREMENTS[REST], policy)


def rest_in(world: World) -> RestRule:
    """The same of a world that was loaded anyway."""
    return RestRule(world.requirements.get(REST, DEFAULT_REQUIREMENTS[REST]), world.policy)
