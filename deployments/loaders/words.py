"""What are the themes, languages and countries of a plan called? For whoever tells it, in two queries."""

from deployments.matching.names import Names
from deployments.plan import Plan
from roster.models import Country, Theme
from roster.sentences.languages import language_said


def load_words(plan: Plan) -> Names:
    """Every code that the page of a plan may have to name."""
    slots = plan.wanted.slots
    themes = {code for slot in slots for code in (*slot.themes, *slot.all_themes)}
    spoken = {code for slot in slots for code in slot.languages} | set(plan.wanted.rules.team_languages)
    seated = [plan.people[int(each)] for team in plan.answer.teams for each in team.seats.values()]
    countries = {code for each in seated for code in each.profile.nationalities} | plan.wanted.parties
    return Names(
        themes=dict(Theme.objects.filter(code__in=themes).values_list("code", "title")),
        languages={code: language_said(code) for code in spoken},
        countries=dict(Country.objects.filter(pk__in=countries).values_list("code", "name")),
    )
