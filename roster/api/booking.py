"""Bookings: when people are taken, as far as the caller may know; booking them, and changing a booking."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.idempotency import HEADER, once
from accounts.api.paging import page_of
from accounts.api.preconditions import IF_MATCH, changed_meanwhile, seen_tags, tag_of
from accounts.api.problems import Problem, problem_response
from accounts.api.views import ApiView
from accounts.models import User
from accounts.scopes import Scope
from accounts.services.access import Looked
from roster.api.booking_bodies import (
    BookingBody,
    BookingChanges,
    BookingQuery,
    NewBooking,
    body_of,
    conflict_sentence,
    hidden_from,
)
from roster.api.fields import window_of
from roster.api.pages import page_body
from roster.models import Booking, Person
from roster.permissions import Sight, sight_of
from roster.services.calendar import Conflict, book
from roster.services.rebooking import ChangedMeanwhile, change_booking
from roster.windows import Window

ETAG = {"ETag": "The tag of this booking as you see it; send it as If-Match to change it."}


class Bookings(ApiView):
    """Bookings, in the order in which they were made.

    Without the scope `engagements:read`, everything but leave and training reads `unavailable`, with its window alone.
    """

    scopes = {"GET": Scope.CALENDAR, "POST": Scope.CALENDAR_WRITE}
    query = BookingQuery
    takes = {"POST": NewBooking}
    answers = {"GET": page_body(BookingBody), "POST": BookingBody}
    request_headers = {"POST": {HEADER: "A key of your own; the same request under it is carried out once."}}
    answer_headers = {"POST": {**ETAG, "Location": "The address of the new booking."}}
    paged = True

    def get(self, request: Request) -> Response:
        asked, sight = self.asked(request), sight_of(request.user)
        page: Any = page_of(request, _found(asked, sight), "pk")
        people = {row.person_id: row.person.name for row in page.rows}
        self.looked(request, "calendar", [Looked(pk, name) for pk, name in people.items()], "API: bookings")
        told = [body_of(row, sight) for row in page.rows]
        return Response({"results": told, "next": page.next, "previous": page.previous})

    def post(self, request: Request) -> Response:
        """Book somebody.

        Two bookings that take the body never overlap: the later one is refused with 409 and the booking in the way.
        """
        self.asked_nothing(request)
        form = NewBooking(data=request.data)
        form.is_valid(raise_exception=True)
        with self.writing(request):
            return once(request, lambda: _book(request, form.validated_data), now=timezone.now())


class OneBooking(ApiView):
    """One booking, with its tag."""

    scopes = {"GET": Scope.CALENDAR, "PATCH": Scope.CALENDAR_WRITE}
    takes = {"PATCH": BookingChanges}
    answers = {"GET": BookingBody, "PATCH": BookingBody}
    request_headers = {"PATCH": {IF_MATCH: "The ETag of the booking as you saw it."}}
    answer_headers = {"GET": ETAG, "PATCH": ETAG}
    problems = ()

    def get(self, request: Request, booking_id: int) -> Response:
        self.asked(request)
        booking = _rows().filter(pk=booking_id).first()
        if booking is None:
            raise Http404
        self.looked(request, "calendar", [Looked(booking.person_id, booking.person.name)], "API: booking")
        return _answer(booking, sight_of(request.user))

    def patch(self, request: Request, booking_id: int) -> Response:
        """Change a booking that you saw.

        Refused with 412 when somebody changed it meanwhile. What you may not know you cannot change either.
        """
        self.asked_nothing(request)
        sight = sight_of(request.user)
        booking = _rows().filter(pk=booking_id).first()
        if booking is None:
            raise Http404
        if hidden_from(booking, sight):
            raise Problem(403, "permission_denied", "Whoever may not see what a booking is about cannot change it.")
        tags = seen_tags(request)
        form = BookingChanges(booking, data=request.data, partial=True)
        form.is_valid(raise_exception=True)
        with self.writing(request):
            outcome = change_booking(
                booking_id=booking.pk,
                changes=form.changes(),
                is_as_seen=lambda row: tag_of(body_of(row, sight)) in tags,
                now=timezone.now(),
            )
        if isinstance(outcome, ChangedMeanwhile):
            raise changed_meanwhile()
        if isinstance(outcome, Conflict):
            return _conflict(outcome, sight)
        return _answer(outcome, sight)


def _rows() -> QuerySet[Booking]:
    """Those that count: a hold that has lapsed is gone, whether its row is still there or not."""
    return Booking.objects.in_force(timezone.now()).select_related("person", "place")


def _found(asked: dict[str, Any], sight: Sight) -> QuerySet[Booking]:
    rows = _rows()
    if "person" in asked:
        rows = rows.filter(person__reference=asked["person"])
    if "start" in asked or "end" in asked:
        rows = rows.filter(during__overlap=window_of(asked.get("start"), asked.get("end")))
    if "kind" in asked:
        rows = rows.filter(_told_as(asked["kind"], sight))
    return rows


def _told_as(kind: str, sight: Sight) -> Q:
    """Those that this caller is told as of this kind: a filter must not find what is not shown."""
    if sight.engagements:
        return Q(kind=kind)
    hidden = Q(is_restricted=True) | ~Q(kind__in=[Booking.Kind.LEAVE, Booking.Kind.TRAINING])
    return hidden if kind == "unavailable" else Q(kind=kind) & ~hidden


def _book(request: Request, asked: dict[str, Any]) -> Response:
    sight = sight_of(request.user)
    person: Person = asked["person"]
    outcome = book(
        person_id=person.pk,
        kind=asked["kind"],
        during=Window(asked["start"], asked.get("end")),
        is_releasable=asked["is_releasable"],
        where=asked["where"],
        remark=asked["remark"],
        is_restricted=asked["is_restricted"],
        held_by_id=request.user.pk if isinstance(request.user, User) else None,
        now=timezone.now(),
    )
    if isinstance(outcome, Conflict):
        return _conflict(outcome, sight)
    booking = _rows().get(pk=outcome.pk)
    answer = _answer(booking, sight, status=201)
    answer["Location"] = request.build_absolute_uri(f"/api/v1/bookings/{booking.pk}")
    return answer


def _conflict(conflict: Conflict, sight: Sight) -> Response:
    told = body_of(conflict.other, sight)
    return problem_response(409, conflict.code, conflict_sentence(conflict, sight), other=told)


def _answer(booking: Booking, sight: Sight, *, status: int = 200) -> Response:
    told = body_of(booking, sight)
    return Response(told, status=status, headers={"ETag": tag_of(told)})
