"""Which program is this, by its token? And which account, by its session. Never decides what either may do."""

from typing import Any

from django.utils.translation import gettext as _
from oauth2_provider.models import AccessToken
from oauth2_provider.oauth2_backends import get_oauthlib_core
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, ErrorDetail
from rest_framework.request import Request

from accounts.callers import PartnerSystem
from accounts.scopes import known


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …` of a partner's system. A token that does not count is refused, never passed over."""

    def authenticate(self, request: Request) -> tuple[PartnerSystem, AccessToken] | None:
        scheme, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        if not token.strip():
            raise _refused("token_invalid", _("The header “Authorization: Bearer” bears no token."))
        valid, asked = get_oauthlib_core().verify_request(request, scopes=[])
        if not valid:
            raise _why(asked)
        client = asked.access_token.application
        # A scope that was taken from the client is gone from its tokens, too.
        scopes = known(asked.access_token.scope.split()) & known(client.scopes)
        return PartnerSystem(client, scopes), asked.access_token

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        return 'Bearer realm="api"'


def _why(asked: Any) -> AuthenticationFailed:
    said = str(getattr(asked, "oauth2_error", {}).get("error_description", ""))
    if "expired" in said:
        return _refused("token_expired", _("The access token has expired. Ask for a new one."))
    return _refused("token_invalid", _("The access token does not count (any more). Ask for a new one."))


def _refused(code: str, sentence: str) -> AuthenticationFailed:
    return AuthenticationFailed(ErrorDetail(sentence, code))
