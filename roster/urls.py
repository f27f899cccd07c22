"""Addresses of the roster's pages."""

from django.urls import path, register_converter

from roster.routes import ReferenceConverter
from roster.views.availability import Availability, ask
from roster.views.people import people
from roster.views.person import changes, person
from roster.views.person_actions import confirm, hold, release_hold

register_converter(ReferenceConverter, "reference")

app_name = "roster"

urlpatterns = [
    path("availability/<str:token>/", Availability.as_view(), name="availability"),
    path("people/", people, name="people"),
    path("people/<reference:reference>/ask/", ask, name="ask"),
    path("people/<reference:reference>/confirm/", confirm, name="confirm"),
    path("people/<reference:reference>/hold/", hold, name="hold"),
    path("people/<reference:reference>/holds/<int:booking_id>/release/", release_hold, name="release-hold"),
    path("people/<reference:reference>/changes/", changes, name="changes"),
    # Last: a person's number may hold a slash.
    path("people/<reference:reference>/", person, name="person"),
]
