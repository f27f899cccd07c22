"""How does the API say no? As `application/problem+json` (RFC 9457) with a stable code and a sentence to act on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from accounts.errors import DomainError

CONTENT_TYPE = "application/problem+json"
NAME = "urn:mediation-roster:problem:"

OURS = frozenset({"configuration_unusable"})
"""Codes of services for what no caller can mend."""

TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("Nobody knows who asks"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not done here"),
    406: gettext_lazy("Not in this format"),
    409: gettext_lazy("In conflict with what is there"),
    412: gettext_lazy("Changed meanwhile"),
    415: gettext_lazy("Not in this format"),
    422: gettext_lazy("The values cannot be used"),
    428: gettext_lazy("Say which version you saw"),
    429: gettext_lazy("Too many requests"),
    503: gettext_lazy("Not able to answer at present"),
}


class Problem(exceptions.APIException):
    """A refusal with its status, code and sentence; `more` are further members of the answer."""

    def __init__(self, status_code: int, code: str, sentence: str, **more: Any) -> None:
        super().__init__(sentence, code)
        self.status_code = status_code
        self.code = code
        self.more = more


def invalid(field: str, code: str, sentence: str) -> Problem:
    """One value that cannot be used, 422."""
    return Problem(422, "invalid", _see_errors(), errors=[{"field": field, "code": code, "detail": sentence}])


def answer_problem(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """The setting EXCEPTION_HANDLER. None for what is no refusal but a fault of ours."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, DomainError):
        error = Problem(503 if error.code in OURS else 422, error.code, str(error.sentence))
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    code, sentence, more = _told(error)
    number = status.HTTP_422_UNPROCESSABLE_ENTITY if code == "invalid" else error.status_code
    return problem_response(number, code, sentence, headers=_headers(error), **more)


def problem_response(
    number: int, code: str, sentence: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    body = {
        "type": NAME + code,
        "title": str(TITLES[number]),
        "status": number,
        "code": code,
        "detail": sentence,
        **more,
    }
    return Response(body, status=number, headers=dict(headers or {}), content_type=CONTENT_TYPE)


def _told(error: exceptions.APIException) -> tuple[str, str, dict[str, Any]]:
    if isinstance(error, Problem):
        return error.code, str(error.detail), error.more
    if isinstance(error, exceptions.ValidationError):
        return "invalid", _see_errors(), {"errors": list(_errors(error.detail, ""))}
    code = error.get_codes()
    sentences = {
        exceptions.ParseError: _("The body is not JSON that can be read."),
        exceptions.NotAuthenticated: _("Send “Authorization: Bearer” with an access token."),
        exceptions.NotAcceptable: _("Answers are JSON only. Accept application/json."),
        exceptions.UnsupportedMediaType: _("Send JSON, as application/json."),
        exceptions.NotFound: _("There is nothing at this address."),
    }
    return str(code), sentences.get(type(error), str(error.detail)), {}


def _see_errors() -> str:
    return _("Some values cannot be used. Each is named in “errors”, with what to do.")


def _errors(detail: Any, field: str) -> Iterator[dict[str, str]]:
    """One entry a fault; nested fields are joined by a dot, as are the places of a list's objects, from 0."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from _errors(inner, ".".join(part for part in (field, own) if part))
    elif isinstance(detail, list | tuple):
        for place, each in enumerate(detail):
            nested = isinstance(each, Mapping)
            yield from _errors(each, f"{field}.{place}".lstrip(".") if nested else field)
    else:
        yield {"field": field, "code": str(getattr(detail, "code", "invalid")), "detail": str(detail)}


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(max(1, round(wait)))
    return headers
