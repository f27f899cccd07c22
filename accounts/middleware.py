"""Who may go on to the view, and in whose time zone does the page speak? Default deny; never decides about a row."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from rest_framework.views import APIView

from accounts.models import User
from accounts.permissions import belongs_to, declared_audience
from accounts.refusals import UNDECLARED, wrong_kind_sentence
from accounts.services.history import acting

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class AudienceMiddleware:
    """Lets a request through to a view only when the reader is in the audience that the view declares.

    An undeclared view answers 403 to everybody. A stranger is sent to the sign-in page; a reader of the wrong kind gets
    a page that says which kinds may. API views name their audience too, but authenticate by themselves and check it in
    `accounts.api.permissions.ScopePermission`, by the scopes that the view names.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        audience = declared_audience(view, match.app_names if match else ())
        if audience is None:
            logger.error("The view behind %s does not say who may use it.", request.path)
            raise PermissionDenied(UNDECLARED)
        if belongs_to(request.user, audience) or _is_api(view):
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        raise PermissionDenied(wrong_kind_sentence(request.user, audience))


class ReaderClockMiddleware:
    """Templates show times in the reader's own zone for the length of one request; strangers read UTC."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        zone = user.time_zone if isinstance(user, User) else "UTC"
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)


class ActingReaderMiddleware:
    """Whatever a request changes bears the reader's number and the page's route in its history."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        actor = request.user if isinstance(request.user, User) else None
        with acting(actor=actor, page=_route(request)):
            return self.get_response(request)


class OnlyAFormMiddleware:
    """Who opens an address that only takes a form reads so. Programs read the empty answer that comes otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or request.method != "GET":
            return response
        if not request.accepts("text/html") or _is_for_programs(request):
            return response
        said = render(request, "405.html", status=response.status_code)
        said["Allow"] = response["Allow"]
        return said


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(("/api/", "/oauth/", "/health/"))


def _route(request: HttpRequest) -> str:
    """The pattern of the page, not its address: an address may hold the key of somebody's link."""
    try:
        return str(resolve(request.path_info).route)
    except Resolver404:
        return ""


def _is_api(view: Callable[..., Any]) -> bool:
    owner = getattr(view, "cls", None)
    return isinstance(owner, type) and issubclass(owner, APIView)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page comes back after signing in; a posted form does not: it would be opened as a page."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        # A swapped-in sign-in page would sit in the middle of the old one.
        back = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': back})}")
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), resolve_url("accounts:sign-in"))
    return redirect_to_login(reverse("accounts:account"), resolve_url("accounts:sign-in"))
