"""How is the API described? Reads what the views declare; docs/openapi.yaml is written from it and never by hand."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_parameter_type

from accounts.api.problem_codes import CODES, ProblemBody
from accounts.api.problems import CONTENT_TYPE
from accounts.api.schema_frame import OAUTH2, SESSION
from accounts.api.views import ApiView
from accounts.scopes import Scope

ALWAYS = (401, 403, 405, 406, 422, 429)
BODY = (400, 409, 415)

LIMIT = {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}


class ApiSchema(AutoSchema):
    """Parameters from a view's `query` and `filters`, answers from its `answers`, problems from its nature."""

    @property
    def _api(self) -> ApiView:
        assert isinstance(self.view, ApiView)
        return self.view

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{OAUTH2: [scope.value for scope in self._needed()]}, {SESSION: []}]

    def _needed(self) -> list[Scope]:
        also = self._api.also
        return [self._api.scopes[self.method], *([also[self.method]] if self.method in also else [])]

    def get_operation_id(self) -> str:
        words = [word.replace("-", "_") for word in self._tokenize_path()]
        verb = "list" if self._api.paged and self.method == "GET" else self.method_mapping[self.method.lower()]
        return "_".join([*words, verb])

    def get_summary(self) -> str:
        return self._words().split("\n", 1)[0].rstrip(".")

    def get_description(self) -> str:  # type: ignore[override]
        scopes = " and ".join(f"`{scope.value}`" for scope in self._needed())
        rest = self._words().partition("\n")[2].strip()
        return "\n\n".join(part for part in (rest, f"Needs the scope {scopes}.") if part)

    def get_request_serializer(self) -> Any:
        return self._api.takes.get(self.method)

    def get_response_serializers(self) -> Any:
        status = 201 if self.method == "POST" and not self._api.posts_a_question else 200
        found: dict[Any, Any] = {status: self._api.answers[self.method]}
        return found | {(number, CONTENT_TYPE): ProblemBody for number in self._problems()}

    def _get_response_for_code(self, serializer: Any, status_code: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        answer: dict[str, Any] = super()._get_response_for_code(  # type: ignore[no-untyped-call]
            serializer, status_code, *args, **kwargs
        )
        codes = CODES.get(int(status_code), ())
        if codes:
            answer["description"] = "Codes: " + ", ".join(f"`{code}`" for code in codes)
        headers = self._headers(int(status_code))
        if headers:
            answer["headers"] = {**answer.get("headers", {}), **headers}
        return answer

    def get_override_parameters(self) -> list[Any]:
        if self.method != "GET" or self._api.query is None:
            return []
        return [self._api.query]

    def _get_parameters(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super()._get_parameters()
        found = [*found, *self._filters()]
        if self._api.paged and self.method == "GET":
            found += [
                build_parameter_type("limit", LIMIT, "query", description="Rows a page."),
                build_parameter_type(
                    "cursor", {"type": "string"}, "query", description="From `next` or `previous`, as it stands."
                ),
            ]
        for header, words in self._api.request_headers.get(self.method, {}).items():
            schema = {"type": "string", "maxLength": 200}
            found.append(build_parameter_type(header, schema, "header", description=words))
        return found

    def _filters(self) -> list[dict[str, Any]]:
        if self.method != "GET":
            return []
        return [
            build_parameter_type(each.name, each.schema, "query", description=each.words)
            for each in self._api.filter_parameters()
        ]

    def _problems(self) -> list[int]:
        numbers = {*ALWAYS, *self._api.problems}
        if "{" in self.path:
            numbers.add(404)
        if self.method in {"POST", "PATCH"}:
            numbers.update(BODY)
        if self._api.posts_a_question:
            # Nothing is made that could be in conflict.
            numbers.discard(409)
        if self.method == "PATCH":
            numbers.update({412, 428})
        return sorted(numbers)

    def _headers(self, status: int) -> dict[str, Any]:
        words = {
            401: {"WWW-Authenticate": "How to say who asks."},
            429: {"Retry-After": "Seconds until the next request is answered."},
        }.get(status, {})
        if status < 300:
            words = dict(self._api.answer_headers.get(self.method, {}))
        return {name: {"description": text, "schema": {"type": "string"}} for name, text in words.items()}

    def _words(self) -> str:
        method = getattr(self._api, self.method.lower())
        return "\n".join(line.strip() for line in (method.__doc__ or type(self._api).__doc__ or "").strip().split("\n"))
