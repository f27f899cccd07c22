"""Could a team be fielded, by whom and when, or what is missing? Asked without a request; nothing is stored."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.views import ApiView
from accounts.permissions import may_see_roster
from accounts.scopes import Scope
from accounts.services.access import Looked
from deployments.api.feasibility_question import (
    USUAL_DAYS,
    USUAL_HOURS,
    CoarseQuestion,
    FeasibilityQuestion,
    coarse_question,
    fine_question,
)
from deployments.api.team_bodies import PROVEN, RULES, VERDICTS, ChangeBody, TeamBody, answer_said, people_in
from deployments.loaders.coarse import Counting, Groups, everybody_in, load_groups
from deployments.plan import SlotLine
from deployments.proposing import make_plan
from deployments.without_names import SlotBands, guaranteed, unjudged
from roster.api.availability import HOURS, PeopleBand, band_said, next_full_hour
from roster.api.fields import InstantField, instant_said
from roster.api.ready import few
from roster.loaders.cover import smallest_cell, theme_level
from roster.loaders.question import Question, load_question
from roster.models import Place
from roster.permissions import sight_of
from roster.readiness.facts import Call
from roster.readiness.judge import Level
from roster.readiness.verdict import Verdict

WITHHELD = "withheld"


class SlotCount(serializers.Serializer[Any]):
    """How many could fill a seat in time: with nothing to decide, and if somebody decides something.

    With names `least` are known, and `most` is null where better ones were found before everybody was looked at.
    Without names it is null where fewer are there than may be told, nobody included.
    """

    slot = serializers.CharField(help_text="The seat's id.")
    ready = PeopleBand(allow_null=True)
    ready_if = PeopleBand(allow_null=True)


class FeasibilityBody(serializers.Serializer[Any]):
    """The answer as of an instant.

    With names it is the verdict of the team solver, with the people. Without them it is what the told counts
    guarantee: `withheld` where they leave it open, which says neither that there is a team nor that there is none.
    """

    with_names = serializers.BooleanField()
    activated_at = InstantField(help_text="The instant that was asked about.")
    computed_at = InstantField(help_text="When the records were read.")
    destination = serializers.CharField()
    stay_days = serializers.FloatField()
    within_hours = serializers.FloatField()
    deadline = InstantField()
    verdict = serializers.ChoiceField(choices=[*VERDICTS, (WITHHELD, WITHHELD)])
    proven = serializers.BooleanField(help_text=PROVEN)
    missing = serializers.ListField(
        child=serializers.CharField(),
        help_text="With names: the fewest seats to leave out so that the rest can be filled. Without: seats that the "
        "told counts leave open.",
    )
    rules = serializers.ListField(
        child=serializers.ChoiceField(choices=RULES),
        help_text="With names: when no seat is missing, the fewest rules in the way. Without: rules that cannot be "
        "judged without names.",
    )
    earliest = InstantField(
        allow_null=True, help_text="With names: when all seats can be filled under the rules at the earliest."
    )
    earliest_within_hours = serializers.IntegerField(
        allow_null=True,
        help_text="Without names: the shortest of the windows that may be asked for in which the told counts guarantee "
        "a team.",
    )
    smallest_told = serializers.IntegerField(allow_null=True, help_text="Without names: fewer people are not told.")
    slots = SlotCount(many=True)
    team = TeamBody(allow_null=True, help_text="The best team; null where none can be made, and without names.")
    alternatives = TeamBody(many=True, help_text="Up to five whole teams more, the next best ones.")
    changes = ChangeBody(many=True, help_text="What would change the answer, the cheapest first.")


class Feasibility(ApiView):
    """Ask whether a team could be fielded. Nothing is stored but that it was asked.

    With the scope `people:read` as well, the answer names the team, its alternatives and what would change the answer.
    Without it, the answer counts people by seat in bands, questions must be coarse (see docs/api.md), and the verdict
    says what these counts guarantee.
    """

    scopes = {"POST": Scope.FEASIBILITY}
    takes = {"POST": FeasibilityQuestion}
    answers = {"POST": FeasibilityBody}
    posts_a_question = True
    problems = (503,)

    def post(self, request: Request) -> Response:
        self.asked_nothing(request)
        now = timezone.now()
        answer = self._with_names if may_see_roster(request.user) else self._without_names
        return Response(answer(request, now))

    def _with_names(self, request: Request, now: datetime) -> dict[str, Any]:
        question = fine_question(request.data)
        plan = make_plan(question.wanted(now), now=now)
        sight, call = sight_of(request.user), plan.call
        self.looked(
            request,
            "feasibility",
            [Looked("", call_said(call.destination, call.window_hours, len(plan.lines)))],
            f"API: {question.said}",
        )
        self.looked(request, "person", people_in(plan.answer.teams, plan), "API: feasibility")
        return {
            "with_names": True,
            "activated_at": instant_said(call.activated_at),
            "computed_at": instant_said(now),
            "destination": call.destination,
            "stay_days": call.stay_days,
            "within_hours": call.window_hours,
            "deadline": instant_said(call.deadline),
            "smallest_told": None,
            "earliest_within_hours": None,
            "slots": [_counted(line) for line in plan.lines],
            **answer_said(plan, sight),
        }

    def _without_names(self, request: Request, now: datetime) -> dict[str, Any]:
        question = coarse_question(request.data, day=now.date())
        asked = Coarse(question, now)
        smallest = smallest_cell(now.date())
        counting = Counting(smallest=smallest)
        call = asked.call(asked.hours)
        groups = asked.groups(call)
        few(sorted(everybody_in(groups)))
        bands = counting.bands(groups, call)
        rules = unjudged(question.team_rules(), len(bands))
        found = guaranteed(bands)
        self.looked(request, "feasibility", [Looked("", asked.said)], f"API: {question.said}")
        return {
            "with_names": False,
            "activated_at": instant_said(asked.at),
            "computed_at": instant_said(now),
            "destination": call.destination,
            "stay_days": call.stay_days,
            "within_hours": call.window_hours,
            "deadline": instant_said(call.deadline),
            "verdict": found.level.value if found.level and not rules else WITHHELD,
            "proven": True,
            "missing": list(found.uncovered),
            "rules": [rule.value for rule in rules],
            "earliest": None,
            "earliest_within_hours": None if rules else _shortest(asked, counting, enough=found.level is not None),
            "smallest_told": smallest,
            "slots": [_count(each) for each in bands],
            "team": None,
            "alternatives": [],
            "changes": [],
        }


def call_said(place: str, hours: float, seats: int) -> str:
    return _("%(place)s within %(hours)s h, seats: %(seats)s") % {"place": place, "hours": f"{hours:g}", "seats": seats}


class Coarse:
    """A coarse question at each of the windows that may be asked for."""

    def __init__(self, question: CoarseQuestion, now: datetime) -> None:
        asked = question.validated_data
        self.slots = question.coarse_slots()
        self.theme_level = theme_level(now.date())
        self.destination: Place = asked["destination"]
        self.at: datetime = asked.get("activated_at") or next_full_hour(now)
        self.stay = float(asked.get("stay_days", USUAL_DAYS))
        self.hours = int(asked.get("within_hours", USUAL_HOURS))

    @property
    def said(self) -> str:
        """For the access log, which keeps the whole question beside it."""
        return call_said(self.destination.code, self.hours, len(self.slots))

    def call(self, hours: int) -> Call:
        return load_question(Question(self.destination, self.at, self.stay, float(hours)))

    def groups(self, call: Call) -> Groups:
        return load_groups(self.slots, call, theme_level=self.theme_level)


def _shortest(asked: Coarse, counting: Counting, *, enough: bool) -> int | None:
    """Of the windows that may be asked for; none where even the longest does not do or reaches too many people."""
    windows = [each for each in HOURS if (each < asked.hours if enough else each > asked.hours)]
    for hours in windows:
        call = asked.call(hours)
        groups = asked.groups(call)
        if len(everybody_in(groups)) > settings.API_PEOPLE_ASKED:
            break
        if guaranteed(counting.bands(groups, call)).level is not None:
            return hours
    return asked.hours if enough else None


def _counted(line: SlotLine) -> dict[str, Any]:
    """Exact, but where the engine was not asked about everybody, because better ones were found."""
    levels = [each.person.answer.level for each in line.candidates if isinstance(each.person.answer, Verdict)]

    def count(level: Level) -> dict[str, int | None]:
        least = levels.count(level)
        return {"least": least, "most": None if line.not_asked else least}

    return {"slot": line.slot.id, "ready": count(Level.READY), "ready_if": count(Level.READY_IF)}


def _count(bands: SlotBands) -> dict[str, Any]:
    return {"slot": bands.slot, "ready": band_said(bands.ready), "ready_if": band_said(bands.ready_if)}
