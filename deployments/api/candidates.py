"""Who could fill each seat of a request, what speaks for them, and why not the others?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request as Asked
from rest_framework.response import Response

from accounts.api.problems import Problem
from accounts.api.views import ApiView
from accounts.scopes import Scope
from accounts.services.access import Looked
from deployments.api.request import visible
from deployments.api.team_bodies import SeatBody, person_said, said
from deployments.asking import Missing, wanted_of
from deployments.matching.scales import OF_ENGAGEMENTS
from deployments.models import Request
from deployments.plan import ForSlot, SlotLine, Wanted
from deployments.proposing import make_plan
from deployments.sentences.exclusions import Told, exclusions_told
from deployments.told_order import in_told_order
from roster.api.fields import InstantField, instant_said
from roster.permissions import Sight, sight_of

MOST, USUAL = 200, 50


class ContributionBody(serializers.Serializer[Any]):
    """What speaks for somebody, on a scale of its own. The sum only orders the list; nobody has a mark."""

    criterion = serializers.CharField()
    points = serializers.IntegerField()
    out_of = serializers.IntegerField()
    why = serializers.CharField()


class ExclusionBody(serializers.Serializer[Any]):
    """Why somebody may not fill the seat, or only after somebody has decided (`blocking` false).

    A confidential reason is `not_eligible` to every system: "Not eligible for this process", and nothing else.
    """

    code = serializers.CharField()
    sentence = serializers.CharField()
    blocking = serializers.BooleanField()
    who = serializers.CharField(allow_blank=True, help_text="Who may lift or override it; empty: nobody, or not told.")
    clears_at = InstantField(allow_null=True)


class CandidateBody(SeatBody):
    """Somebody who may be seated. `reservations` ask for a decision first."""

    slot = None  # type: ignore[assignment]
    contributions = ContributionBody(many=True)
    reservations = ExclusionBody(many=True)


class ExcludedBody(serializers.Serializer[Any]):
    person = serializers.CharField(help_text="The person's reference.")
    name = serializers.CharField()
    exclusions = ExclusionBody(many=True)


class SlotCandidates(serializers.Serializer[Any]):
    """One seat. Lists hold `limit` people at most; the counts are of all.

    `not_asked` counts people with the skills about whom the engine was not asked, because better ones were found: ask
    with `slot` for all of one seat.
    """

    slot = serializers.CharField(help_text="The seat's id.")
    title = serializers.CharField()
    proposed = serializers.CharField(allow_null=True, help_text="The reference of whom the best team seats.")
    candidates = CandidateBody(many=True)
    excluded = ExcludedBody(many=True)
    candidates_count = serializers.IntegerField()
    excluded_count = serializers.IntegerField()
    not_asked = serializers.IntegerField()
    without_skills = serializers.IntegerField()


class CandidatesBody(serializers.Serializer[Any]):
    reference = serializers.CharField()
    computed_at = InstantField()
    slots = SlotCandidates(many=True)


class CandidatesQuery(serializers.Serializer[Any]):
    slot = serializers.CharField(
        required=False, max_length=40, help_text="Of one seat, by id: everybody is asked about."
    )
    limit = serializers.IntegerField(
        default=USUAL, min_value=1, max_value=MOST, help_text="People in each list, 1 to 200."
    )


class Candidates(ApiView):
    """Who could fill each seat, ranked, with what speaks for them, and who could not, with the reasons.

    Every person told is written into the access log.
    """

    scopes = {"GET": Scope.REQUESTS}
    also = {"GET": Scope.PEOPLE}
    query = CandidatesQuery
    answers = {"GET": CandidatesBody}
    problems = (503,)

    def get(self, request: Asked, reference: str) -> Response:
        asked = self.asked(request)
        row = visible(request, reference)
        now = timezone.now()
        wanted = asked_by(row, now)
        sight, limit = sight_of(request.user), asked["limit"]
        lines = [_as_told(each, sight) for each in _lines(wanted, asked.get("slot"), now)]
        shown = [each for line in lines for each in (*line.candidates[:limit], *line.excluded[:limit])]
        named = {each.person.person_id: each.person.name for each in shown}
        self.looked(request, "person", [Looked(pk, name) for pk, name in named.items()], "API: candidates")
        return Response(
            {
                "reference": row.reference,
                "computed_at": instant_said(now),
                "slots": [_line(each, sight, now, limit) for each in lines],
            }
        )


def asked_by(row: Request, now: datetime) -> Wanted:
    """What the request asks. 422 with the facts that it lacks."""
    wanted = wanted_of(row, now=now)
    if isinstance(wanted, Missing):
        lacking = "; ".join(str(each) for each in wanted.facts)
        sentence = _("Nothing can be proposed yet. Missing: %(facts)s.") % {"facts": lacking}
        raise Problem(422, "request_incomplete", sentence)
    return wanted


def _lines(wanted: Wanted, slot: str | None, now: datetime) -> Sequence[SlotLine]:
    """Of all seats, or of one, about which everybody with the skills is asked."""
    if slot is None:
        return make_plan(wanted, now=now).lines
    if slot not in {each.id for each in wanted.slots}:
        sentence = _("The request has no seat of this id. Read the request again.")
        raise Problem(422, "slot_unknown", sentence)
    return [line for line in make_plan(wanted, now=now, whole=[slot]).lines if line.slot.id == slot]


def _as_told(line: SlotLine, sight: Sight) -> SlotLine:
    return replace(
        line,
        candidates=tuple(in_told_order(line.candidates, sight)),
        excluded=tuple(in_told_order(line.excluded, sight)),
    )


def _line(line: SlotLine, sight: Sight, now: datetime, limit: int) -> dict[str, Any]:
    return {
        "slot": line.slot.id,
        "title": line.slot.title,
        "proposed": line.chosen.person.reference if line.chosen else None,
        "candidates": [_candidate(each, sight, now) for each in line.candidates[:limit]],
        "excluded": [
            {
                "person": each.person.reference,
                "name": each.person.name,
                "exclusions": _exclusions(exclusions_told(each, sight, now)),
            }
            for each in line.excluded[:limit]
        ],
        "candidates_count": len(line.candidates),
        "excluded_count": len(line.excluded),
        "not_asked": line.not_asked,
        "without_skills": line.without_skills,
    }


def _candidate(seen: ForSlot, sight: Sight, now: datetime) -> dict[str, Any]:
    return {
        **person_said(seen.person, sight),
        "contributions": [
            {"criterion": each.criterion, "points": each.points, "out_of": each.out_of, "why": each.why}
            for each in seen.contributions
            # How long somebody was deployed tells of engagements.
            if sight.engagements or each.criterion not in OF_ENGAGEMENTS
        ],
        "reservations": _exclusions(exclusions_told(seen, sight, now)),
    }


def _exclusions(told: Sequence[Told]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "sentence": each.text,
            "blocking": each.is_blocking,
            "who": each.who,
            "clears_at": said(each.ends),
        }
        for each in told
    ]
