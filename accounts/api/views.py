"""What is every API view? One that names its scopes, refuses what it does not know, and says who asks."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ListField, Serializer
from rest_framework.views import APIView

from accounts.api.filters import FilterParameter
from accounts.api.paging import PLACE
from accounts.api.problems import Problem, invalid
from accounts.callers import PartnerSystem
from accounts.models import User
from accounts.permissions import Audience
from accounts.scopes import Scope
from accounts.services.access import Looked, record_looks
from accounts.services.history import acting


class ApiView(APIView):
    """`scopes` says for each method which scope a client's token needs; an account needs the right it amounts to.

    `query` is the serializer of what may stand in the address for GET; whatever else stands there is refused, because
    a filter that is silently passed over answers a question that nobody asked.
    """

    scopes: ClassVar[Mapping[str, Scope]] = {}
    also: ClassVar[Mapping[str, Scope]] = {}
    """A second scope that a method needs beside the first."""
    query: ClassVar[type[Serializer[Any]] | None] = None
    audience: ClassVar[tuple[Any, ...]] = ()
    http_method_names = ["get", "head", "post", "patch"]

    # For the description alone (accounts.api.schema): what a method takes and answers, with which headers and refusals.
    takes: ClassVar[Mapping[str, type[Serializer[Any]]]] = {}
    answers: ClassVar[Mapping[str, type[Serializer[Any]]]] = {}
    request_headers: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    answer_headers: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    problems: ClassVar[tuple[int, ...]] = ()
    posts_a_question: ClassVar[bool] = False
    """A POST that makes nothing and answers with 200, because a question is too long for an address."""
    paged: ClassVar[bool] = False

    @classmethod
    def filter_parameters(cls) -> Sequence[FilterParameter]:
        """What may stand in the address beside `query`, where a FilterSet reads it."""
        return ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.scopes:
            cls.audience = tuple(dict.fromkeys(scope.right for scope in cls.scopes.values()))

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Answers are for this caller alone and are kept by nobody on the way."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        return answer

    def asked(self, request: Request) -> dict[str, Any]:
        """The query of the address, checked. Raises a 422 that names what cannot be used."""
        form = self.query(data=_data(self.query(), request.query_params)) if self.query else None
        known = set(form.fields) if form is not None else set()
        filters = {each.name for each in self.filter_parameters()}
        refuse_unknown(request.query_params, known | filters | (set(PLACE) if self.paged else set()))
        if form is None:
            return {}
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def asked_nothing(self, request: Request) -> None:
        """Nothing may stand in the address of a request that writes."""
        refuse_unknown(request.query_params, set())

    def looked(self, request: Request, kind: str, looks: list[Looked], reason: str = "") -> None:
        """Write down whom the caller is about to see."""
        user = request.user if isinstance(request.user, User) else None
        client = request.user.client if isinstance(request.user, PartnerSystem) else None
        record_looks(
            actor=user, client=client, subject_kind=kind, looks=looks, now=timezone.now(), reason=reason or _("API")
        )

    def writing(self, request: Request) -> AbstractContextManager[object]:
        """What is written inside bears the caller in its history."""
        user = request.user if isinstance(request.user, User) else None
        return acting(actor=user, reason=_("API: %(who)s") % {"who": request.user}, page=_route(request))


def _route(request: Request) -> str:
    match = request.resolver_match
    return str(match.route) if match else ""


def _data(form: Serializer[Any], query: QueryDict) -> dict[str, Any]:
    """Lists as lists. What may stand once and stands twice is refused: nobody could know which is meant."""
    names = [str(name) for name in form.fields]
    lists = {str(name) for name, field in form.fields.items() if isinstance(field, ListField)}
    repeated = [name for name in names if name in query and name not in lists and len(query.getlist(name)) > 1]
    if repeated:
        raise invalid(repeated[0], "repeated", _("Say this once."))
    return {name: query.getlist(name) if name in lists else query[name] for name in names if name in query}


def refuse_unknown(given: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise Problem(
            422,
            "invalid",
            _("Some values cannot be used. Each is named in “errors”, with what to do."),
            errors=[
                {
                    "field": name,
                    "code": "unknown_parameter",
                    "detail": _("Nothing here is called that. Known are: %(known)s.")
                    % {"known": ", ".join(sorted(known)) or _("none")},
                }
                for name in unknown
            ],
        )


class NoSuchAddress(APIView):
    """Whatever else stands below the API's address: not found, in the API's own form."""

    audience = (Audience.ANYONE,)
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound
