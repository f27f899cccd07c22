"""Entering and changing a request: all its fields and its seats on one form, the answer beside it while it is typed.

What is missing is kept and flagged. Seats are added, removed and filled in by buttons of the form, without scripts too.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import Right, audience
from deployments.forms.entry import SEATS, Entry
from deployments.forms.overtaken import Overtaken, overtaken
from deployments.forms.seats import SeatForm, seat_values
from deployments.forms.typed import Row, rows_of, typed_fields, whole, with_rows
from deployments.models import Request, RequestKind, SeatWanted
from deployments.services.outcomes import Outdated, Refused, Saved
from deployments.services.request import change_request, create_request
from deployments.trying import OF_TRIALS
from deployments.views.reading import record_look, visible_request
from roster.loaders.versions import load_versions_since, version_of

ADD, REMOVE, USUAL, KIND, BACK = "add-seat", "remove-seat-", "usual-seats", "kind", "back"
SEEN, VERSION, NUMBER, INTENT = "seen", "version", "event", "intent"


@audience(Right.CHANGE_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: HttpRequest) -> HttpResponseBase:
    """A form with nothing in it but the moment of the call; posted, a draft is kept with whatever is known."""
    now = timezone.now()
    actor = request.user
    assert isinstance(actor, User)
    row = Request(received_at=now.replace(second=0, microsecond=0))
    if request.method != "POST":
        begun = Entry(actor=actor, row=row, now=now)
        return _page(request, begun)
    row = Request()
    if rebuilt := _rebuilt(request.POST, actor, row):
        return _page(request, rebuilt)
    entry = Entry(request.POST, actor=actor, row=row, now=now)
    if not entry.is_valid():
        return _page(request, entry, status=422)
    outcome = create_request(
        values=entry.values(), seats=entry.seats(), countries=entry.countries(), actor=actor, now=now
    )
    return _answer(request, entry, outcome)


@audience(Right.CHANGE_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_edit(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The form of a request as it stands; posted, it is changed, unless somebody else was faster."""
    now = timezone.now()
    actor = request.user
    assert isinstance(actor, User)
    row = visible_request(request, reference)
    if request.method != "POST":
        record_look(request, row, now=now)
        return _page(request, Entry(actor=actor, row=row, now=now))
    if rebuilt := _rebuilt(request.POST, actor, row):
        return _page(request, rebuilt)
    entry = Entry(request.POST, actor=actor, row=row, now=now)
    if not entry.is_valid():
        return _page(request, entry, status=422)
    outcome = change_request(
        request_id=row.pk,
        version=_number(request.POST.get(VERSION)),
        values=entry.values(),
        seats=entry.seats(),
        countries=entry.countries(),
        actor=actor,
        now=now,
    )
    if isinstance(outcome, Outdated):
        return _overtaken(request, outcome.row, actor)
    return _answer(request, entry, outcome)


def _answer(request: HttpRequest, entry: Entry, outcome: Saved[Request] | Refused) -> HttpResponseBase:
    if isinstance(outcome, Refused):
        entry.add_refusals(outcome.refusals)
        return _page(request, entry, status=422)
    words = {"reference": outcome.row.reference}
    said = _("Saved: %(reference)s.") if outcome.changed else _("Nothing was changed: %(reference)s.")
    messages.success(request, said % words)
    return redirect("deployments:request", reference=outcome.row.reference)


def _overtaken(request: HttpRequest, row: Request, actor: User) -> HttpResponse:
    """Show both changes: what the other saved, and what was typed here; nothing is written until it is saved again."""
    fresh = Entry(actor=actor, row=row, now=timezone.now())
    stands = whole(fresh.form, [fresh.seat_forms])
    both = overtaken(fresh.parts(), seen=QueryDict(request.POST.get(SEEN, "")), typed=request.POST, now=stands)
    entry = Entry(both.data, actor=actor, row=row, now=fresh.now)
    entry.without_faults()
    return _page(request, entry, both=both, fresh=fresh, stands=stands, status=409)


def _rebuilt(posted: QueryDict, actor: User, row: Request) -> Entry | None:
    """The form with a seat more or less, with a kind's usual seats, or as it was left; `None`: it is to be saved."""
    intent = posted.get(INTENT, "")
    rows = rows_of(posted, SEATS)
    now = timezone.now()
    entry = Entry(posted, actor=actor, row=row, now=now)
    if intent == ADD:
        rows.append(_typed(entry, None))
    elif intent.startswith(REMOVE):
        place = _number(intent.removeprefix(REMOVE))
        rows = [each for number, each in enumerate(rows) if number != place]
    elif intent not in (USUAL, KIND, BACK):
        return None
    data = with_rows(posted, SEATS, rows)
    kind = entry.kinds.find(posted.get("kind", "")) if intent in (USUAL, KIND) else None
    if kind is not None and (intent == USUAL or not _are_chosen(rows)):
        rows = [_typed(entry, each) for each in kind.slots.select_related("min_grade")]
        data = _as_usual(with_rows(posted, SEATS, rows), kind)
    entry = Entry(data, actor=actor, row=row, now=now)
    entry.without_faults()
    if intent == ADD and entry.seat_forms.forms:
        entry.seat_forms.forms[-1].fields["title"].widget.attrs["autofocus"] = True
    return entry


def _as_usual(data: QueryDict, kind: RequestKind) -> QueryDict:
    """What is usual for the kind beside its seats; a stay or a share that was typed stays."""
    data["delivery"] = kind.delivery
    if kind.stay_days is not None and not data.get("stay_days"):
        data["stay_days"] = str(kind.stay_days)
    if kind.min_share_women is not None and not data.get("min_share_women"):
        data["min_share_women"] = f"{(kind.min_share_women * 100).normalize():f}"
    return data


def _typed(entry: Entry, seat: SeatWanted | None) -> Row:
    """A row for a seat of a profile, which keeps its code, or an empty one."""
    values = seat_values(seat) if seat is not None else {}
    return typed_fields(SeatForm(initial=values, words=entry.words))


def _are_chosen(rows: list[Row]) -> bool:
    """Whether somebody has put seats in by now, other than empty ones."""
    asked = ("title", "themes_0", "all_themes_0", "role")
    return any(any(row.get(name, [""])[0] for name in asked) for row in rows)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _page(
    request: HttpRequest,
    entry: Entry,
    *,
    both: Overtaken | None = None,
    fresh: Entry | None = None,
    stands: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    row = entry.row
    if status == 422:
        entry.focus()
    address = (
        reverse("deployments:request-edit", args=[row.reference]) if row.pk else reverse("deployments:request-new")
    )
    entry.form.fields["kind"].widget.attrs.update(fills_seats(address))
    posted = request.POST
    # What the writer saw first goes along until it is saved, or until somebody else's change was shown.
    goes_on = stands is None and posted.get(SEEN) is not None
    seen = posted.get(SEEN, "") if goes_on else (stands or whole(entry.form, [entry.seat_forms])).urlencode()
    context: dict[str, Any] = {
        "entry": entry,
        "action": address,
        "form": entry.form,
        "seat_forms": entry.seat_forms,
        "row": row if row.pk else None,
        "seen": seen,
        "version": posted.get(VERSION) if goes_on and row.pk else row.version,
        "event": posted.get(NUMBER) if goes_on and row.pk else (version_of(row) if row.pk else 0),
        "both": both,
        "trials": [(name, each) for name in OF_TRIALS for each in posted.getlist(name)],
        "status": status,
        "intent": "removed" if posted.get(INTENT, "").startswith(REMOVE) else "",
    }
    if both is not None and fresh is not None:
        context |= {
            "clashes": [(part.label, fresh.said(part)) for part in both.clashing],
            "taken_over": [(part.label, fresh.said(part)) for part in both.taken_over],
            "others": _others(row, _number(posted.get(NUMBER))),
        }
    is_part = bool(request.htmx) and INTENT in posted  # type: ignore[attr-defined]
    response = render(request, f"deployments/requests/{'_form' if is_part else 'form'}.html", context, status=status)
    if is_part:
        # The seats are others now: the answer beside the form asks again.
        response["HX-Trigger-After-Settle"] = "seats-changed"
    return response


def fills_seats(address: str) -> dict[str, str]:
    """With scripts, choosing a kind fills in its seats at once where none are chosen yet."""
    return {
        "hx-post": address,
        "hx-trigger": "change",
        "hx-target": "#request-form",
        "hx-swap": "outerHTML",
        "hx-vals": f'{{"{INTENT}": "{KIND}"}}',
    }


def _others(row: Request, event: int) -> list[Any]:
    """Who changed the request since, and when; nobody when the writer's page does not say what it saw."""
    return load_versions_since(Request, row.pk, event) if event > 0 else []
