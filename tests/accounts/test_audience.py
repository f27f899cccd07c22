"""Default deny: what happens with a view that names nobody, with htmx, with posted forms, with the API?"""

from types import ModuleType

import pytest
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views import View
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.views import ApiView
from accounts.checks import every_api_view_names_its_scopes, every_view_says_who_it_is_for
from accounts.kinds import Kind
from accounts.permissions import Audience, Right, audience
from accounts.scopes import Scope
from config.urls import urlpatterns as product
from tests.accounts.cast import account, signed_in

pytestmark = pytest.mark.django_db


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


@audience(Right.SEE_BOARD, Right.SEE_ACCESS_LOG)
def either(request: HttpRequest) -> HttpResponse:
    return HttpResponse("board or log")


class ForAuditors(View):
    audience = Right.SEE_ACCESS_LOG

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("log")


class Counted(ApiView):
    scopes = {"GET": Scope.AVAILABILITY}

    def get(self, request: Request) -> Response:
        return Response({"ready": 3})


class UndeclaredCount(APIView):
    def get(self, request: Request) -> Response:
        return Response({"ready": 3})


routes = ModuleType("routes_of_this_test")
routes.urlpatterns = [  # type: ignore[attr-defined]
    *product,
    path("undeclared/", undeclared),
    path("either/", either),
    path("log/", ForAuditors.as_view()),
    path("counted/", Counted.as_view()),
    path("undeclared-count/", UndeclaredCount.as_view()),
]


@pytest.fixture(autouse=True)
def more_routes(settings: object) -> None:
    settings.ROOT_URLCONF = routes  # type: ignore[attr-defined]


def test_a_view_that_names_nobody_is_closed_to_everybody() -> None:
    assert Client().get("/undeclared/").status_code == 403
    assert signed_in(account(Kind.ADMINISTRATOR)).get("/undeclared/").status_code == 403


def test_an_api_view_that_names_nobody_is_closed_to_everybody() -> None:
    assert signed_in(account(Kind.OFFICER)).get("/undeclared-count/").status_code == 403


def test_the_check_at_start_up_names_the_views_that_name_nobody() -> None:
    found = [message for message in every_view_says_who_it_is_for() if message.id == "accounts.E001"]

    assert len(found) == 2
    assert "undeclared/" in found[0].msg


def test_the_check_is_among_those_that_django_runs(settings: object) -> None:
    assert "accounts.E001" in {message.id for message in run_checks()}


def test_any_of_the_named_rights_opens_a_view() -> None:
    assert signed_in(account(Kind.OFFICER)).get("/either/").content == b"board or log"
    assert signed_in(account(Kind.AUDITOR)).get("/either/").content == b"board or log"
    assert signed_in(account(Kind.REQUESTER)).get("/either/").status_code == 403


def test_a_class_names_its_audience_with_an_attribute() -> None:
    assert signed_in(account(Kind.AUDITOR)).get("/log/").content == b"log"
    assert signed_in(account(Kind.OFFICER)).get("/log/").status_code == 403


def test_an_api_view_that_names_no_scope_for_a_method_is_found_at_start_up() -> None:
    class Half(ApiView):
        scopes = {"GET": Scope.AVAILABILITY}

        def get(self, request: Request) -> Response:
            return Response({})

        def post(self, request: Request) -> Response:
            return Response({})

    routes.urlpatterns.append(path("half/", Half.as_view()))
    try:
        (found,) = every_api_view_names_its_scopes()
    finally:
        routes.urlpatterns.pop()

    assert found.id == "accounts.E002"
    assert "POST" in found.msg
    assert every_api_view_names_its_scopes() == []


def test_an_api_view_is_held_to_its_audience() -> None:
    assert signed_in(account(Kind.OFFICER)).get("/counted/").json() == {"ready": 3}
    assert signed_in(account(Kind.EXPERT)).get("/counted/").status_code == 403
    assert Client().get("/counted/").status_code in {401, 403}


def test_a_decorator_without_an_audience_is_a_mistake_found_at_once() -> None:
    with pytest.raises(ValueError, match="at least one"):
        audience()


def test_a_stranger_comes_back_to_the_page_after_signing_in() -> None:
    answer = Client().get("/either/?theme=gender")

    assert answer.headers["Location"] == "/sign-in/?next=/either/%3Ftheme%3Dgender"


def test_a_stranger_who_posts_comes_back_to_the_account_page() -> None:
    # The address of a posted form, opened as a page, would answer "not allowed".
    assert Client().post("/either/").headers["Location"] == "/sign-in/?next=/account/"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in() -> None:
    answer = Client().get(
        "/either/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?theme=gender"}
    )

    assert answer.headers["HX-Redirect"] == "/sign-in/?next=%2Fpeople%2F%3Ftheme%3Dgender"


def test_a_closed_account_is_a_stranger_at_once() -> None:
    officer = account(Kind.OFFICER)
    client = signed_in(officer)
    officer.is_active = False
    officer.save()

    assert client.get("/either/").status_code == 302


def test_everybody_is_in_the_audience_anyone() -> None:
    assert audience(Audience.ANYONE)(undeclared).audience == (Audience.ANYONE,)  # type: ignore[attr-defined]
    del undeclared.audience  # type: ignore[attr-defined]
