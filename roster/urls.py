"""Addresses of the roster's pages."""

from django.urls import path

from roster.views.availability import Availability, ask
from roster.views.bulk import bulk, bulk_done
from roster.views.calendar import person_calendar
from roster.views.facts import fact, fact_new, facts
from roster.views.facts_removing import fact_remove, undo
from roster.views.importing import import_apply, import_progress, import_read_again, import_run, import_workbooks
from roster.views.importing_answers import import_answers, import_forget
from roster.views.importing_download import import_download
from roster.views.importing_questions import import_answer, import_questions
from roster.views.importing_sheets import import_sheets
from roster.views.people import people
from roster.views.people_ask import people_ask, people_ask_send
from roster.views.people_changing import person_end, person_new
from roster.views.people_export import people_export
from roster.views.people_hidden import people_hidden
from roster.views.person import changes, person
from roster.views.person_actions import confirm, extend, hold, release_hold
from roster.views.saved_views import saved_view_change, saved_view_keep, saved_views

app_name = "roster"

urlpatterns = [
    path("availability/<str:token>/", Availability.as_view(), name="availability"),
    path("import/", import_workbooks, name="import"),
    path("import/answers/", import_answers, name="import-answers"),
    path("import/answers/<int:pk>/forget/", import_forget, name="import-forget"),
    path("import/<int:pk>/", import_run, name="import-run"),
    path("import/<int:pk>/progress/", import_progress, name="import-progress"),
    path("import/<int:pk>/questions/", import_questions, name="import-questions"),
    path("import/<int:pk>/answers/", import_answer, name="import-answer"),
    path("import/<int:pk>/sheets/", import_sheets, name="import-sheets"),
    path("import/<int:pk>/read-again/", import_read_again, name="import-read-again"),
    path("import/<int:pk>/apply/", import_apply, name="import-apply"),
    path("import/<int:pk>/rows.<file-kind:kind>", import_download, name="import-download"),
    path("list/roster.<file-kind:kind>", people_export, name="people-export"),
    path("list/hidden/", people_hidden, name="people-hidden"),
    path("list/ask/", people_ask, name="people-ask"),
    path("list/ask/send/", people_ask_send, name="people-ask-send"),
    path("list/views/", saved_views, name="saved-views"),
    path("list/views/keep/", saved_view_keep, name="saved-view-keep"),
    path("list/views/<int:pk>/", saved_view_change, name="saved-view-change"),
    path("people/", people, name="people"),
    path("people/new/", person_new, name="person-new"),
    path("people/bulk/", bulk, name="bulk"),
    path("people/bulk/<uuid:step>/", bulk_done, name="bulk-done"),
    path("people/undo/<uuid:step>/", undo, name="undo"),
    path("people/<reference:reference>/end/", person_end, name="person-end"),
    path("people/<reference:reference>/facts/<slug:subject>/", facts, name="facts"),
    path("people/<reference:reference>/facts/<slug:subject>/new/", fact_new, name="fact-new"),
    path("people/<reference:reference>/facts/<slug:subject>/<int:key>/", fact, name="fact"),
    path("people/<reference:reference>/facts/<slug:subject>/<int:key>/remove/", fact_remove, name="fact-remove"),
    path("people/<reference:reference>/ask/", ask, name="ask"),
    path("people/<reference:reference>/confirm/", confirm, name="confirm"),
    path("people/<reference:reference>/hold/", hold, name="hold"),
    path("people/<reference:reference>/holds/<int:booking_id>/release/", release_hold, name="release-hold"),
    path("people/<reference:reference>/calendar/", person_calendar, name="calendar"),
    path("people/<reference:reference>/calendar/<int:year>/", person_calendar, name="year"),
    path("people/<reference:reference>/holds/<int:booking_id>/extend/", extend, name="extend-hold"),
    path("people/<reference:reference>/changes/", changes, name="changes"),
    # Last: a person's number may hold a slash.
    path("people/<reference:reference>/", person, name="person"),
]
