"""Who would be there first? Verdicts of everybody whom the filters leave, ranked: level, arrival, reference."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import page_of_ranked
from accounts.api.problems import Problem
from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from roster.api.fields import instant_said
from roster.api.pages import page_body
from roster.api.people_filter import PeopleParameters
from roster.api.question import QuestionQuery, question_of
from roster.api.verdict import LEVELS, VerdictBody, level_of, told
from roster.loaders.asked import load_answers
from roster.loaders.question import load_question
from roster.models import Person
from roster.models.state import Level
from roster.permissions import sight_of
from roster.querysets.readiness import may_be_ready
from roster.readiness.facts import Delivery

IN_TIME = frozenset({Level.READY.value, Level.READY_IF.value})


class ReadyQuery(QuestionQuery):
    level = serializers.ListField(
        child=serializers.ChoiceField(choices=LEVELS),
        default=sorted(IN_TIME),
        help_text="At which levels. `ready` and `ready_if` without it.",
    )


class Ready(PeopleParameters, ApiView):
    """Verdicts, ranked: ready first, then ready if, late, blocked, not assessed; the earlier arrival first.

    The links pin the instant, so that all pages answer one question. Where more people remain than can be asked about
    at once, the answer is 422 with the code `too_many_people`: narrow the filters. Every person told is written into
    the access log.
    """

    scopes = {"GET": Scope.PEOPLE}
    query = ReadyQuery
    answers = {"GET": page_body(VerdictBody)}
    problems = (503,)
    paged = True

    def get(self, request: Request) -> Response:
        asked = self.asked(request)
        question, levels, people = question_of(asked), set(asked["level"]), self.people(request)
        call = load_question(question)
        if levels <= IN_TIME and call.delivery is Delivery.IN_PERSON:
            # Nobody is lost here: only those are left out who cannot be in time.
            people = may_be_ready(people, call, with_decisions=Level.READY_IF.value in levels)
        found = [each for each in load_answers(few(_keys(people)), call) if level_of(each.answer) in levels]
        page = page_of_ranked(
            request, sorted(found, key=lambda each: each.rank), lambda each: each.rank, at=instant_said(question.at)
        )
        self.looked(request, "person", [Looked(each.person_id, each.name) for each in page.rows], "API: ready")
        sight = sight_of(request.user)
        results = [told(each, call, sight) for each in page.rows]
        return Response({"results": results, "next": page.next, "previous": page.previous})


def few(ids: Sequence[int]) -> Sequence[int]:
    """These keys, if they are few enough to be asked about in one request; 422 else."""
    most = settings.API_PEOPLE_ASKED
    if len(ids) > most:
        sentence = _("More than %(most)s people remain. Narrow the filters, by theme, language or region.")
        raise Problem(422, "too_many_people", sentence % {"most": most})
    return ids


def _keys(people: QuerySet[Person]) -> list[int]:
    return list(people.order_by().values_list("pk", flat=True)[: settings.API_PEOPLE_ASKED + 1])
