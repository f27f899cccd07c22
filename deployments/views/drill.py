"""What if the next call came now? A call that nobody made, answered like any other; nothing is stored."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Right, audience
from deployments.asking import SEATS, Missing, delivery_of
from deployments.drawing.addresses import PlanAddress
from deployments.forms.drill import DrillForm, usual_call
from deployments.matching.facts import Setting
from deployments.plan import Wanted
from deployments.teams.facts import Rules
from deployments.views.answering import answer_context, respond
from deployments.views.reading import without_null_characters
from roster.loaders.cover import theme_level
from roster.loaders.question import usual_stay_days


@audience(Right.SEE_REQUESTS)
@require_safe
@without_null_characters
def drill(request: HttpRequest) -> HttpResponse:
    """The page; its whole question stands in the address. What cannot be read is told by its field (422)."""
    now = timezone.now()
    data = request.GET if request.GET.get("to") or request.GET.get("kind") else _usual(request.GET)
    form = DrillForm(data, today=now.date(), theme_level=theme_level(now.date()))
    address = PlanAddress(request.path, tuple((name, value) for name, values in data.lists() for value in values))
    context: dict[str, Any] = {"form": form, "form_id": "drill", "address": address}
    status = 200
    if form.is_valid():
        wanted = _wanted(form, now=now)
        context |= answer_context(request, wanted, address, now=now, is_running=False)
    else:
        context |= {
            "errors": [
                (form.fields[name].label if name in form.fields else "", each)
                for name, found in form.errors.items()
                for each in found
            ]
        }
        status = 422
    response = respond(
        request, "deployments/drill/drill.html", context, part="deployments/drill/_changed.html", status=status
    )
    if request.htmx and request.htmx.target == "answer":  # type: ignore[attr-defined]
        response["HX-Push-Url"] = address.plain
    return response


def _usual(asked: QueryDict) -> QueryDict:
    data = asked.copy()
    for name, value in usual_call().items():
        if not data.get(name):
            data[name] = value
    return data


def _wanted(form: DrillForm, *, now: datetime) -> Wanted | Missing:
    """The question of a valid form; the kind says what the form leaves open."""
    chosen = form.cleaned_data
    place, kind, slots = chosen["to"], chosen["kind"], form.slots()
    if not slots:
        return Missing((SEATS,))
    activated_at = chosen["at"] or now
    stay = chosen["stay_days"] or kind.stay_days or usual_stay_days(place, at=activated_at)
    return Wanted(
        destination=place,
        activated_at=activated_at,
        stay_days=float(stay),
        slots=slots,
        rules=Rules(min_share_women=float(kind.min_share_women) if kind.min_share_women else None),
        delivery=delivery_of(chosen["delivery"] or kind.delivery),
        setting=Setting(
            country=place.country_id, regions=frozenset(place.country.regions.values_list("code", flat=True))
        ),
    )
