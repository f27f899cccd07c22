"""Addresses of the roster's API, below /api/v1/."""

from django.urls import path, re_path

from accounts.api.views import NoSuchAddress
from roster.api.availability import Availability
from roster.api.booking import Bookings, OneBooking
from roster.api.membership import Memberships
from roster.api.person import OnePerson, People
from roster.api.place import Places
from roster.api.ready import Ready
from roster.api.requirement import Requirements
from roster.api.theme import Themes
from roster.api.verdict import PersonVerdict

app_name = "roster-api"

urlpatterns = [
    path("availability", Availability.as_view(), name="availability"),
    path("bookings", Bookings.as_view(), name="bookings"),
    path("bookings/<number:booking_id>", OneBooking.as_view(), name="booking"),
    path("memberships", Memberships.as_view(), name="memberships"),
    path("people", People.as_view(), name="people"),
    path("people/ready", Ready.as_view(), name="ready"),
    path("people/<reference:reference>/verdict", PersonVerdict.as_view(), name="verdict"),
    # A reference may hold a slash: whatever else stands below "people" is one.
    path("people/<reference:reference>", OnePerson.as_view(), name="person"),
    path("places", Places.as_view(), name="places"),
    path("requirements", Requirements.as_view(), name="requirements"),
    path("themes", Themes.as_view(), name="themes"),
    # Last: whatever is not above is a problem in the API's own form, not a page.
    re_path(r"", NoSuchAddress.as_view(), name="no-such-address"),
]
