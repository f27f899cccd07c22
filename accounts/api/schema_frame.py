"""What stands once in the API's description, around what the views declare: how a caller says who asks."""

from typing import Any

from accounts.scopes import Scope

OAUTH2, SESSION = "oauth2", "session"

SECURITY_SCHEMES = {
    OAUTH2: {
        "type": "oauth2",
        "description": "A partner's own credentials buy a token for an hour.",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "/oauth/token",
                "scopes": {scope.value: f"May {scope.phrase}." for scope in Scope},
            }
        },
    },
    SESSION: {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The session of an account, with the account's own rights.",
    },
}


def add_frame(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """A hook of the generator, after the views were read."""
    result.setdefault("components", {})["securitySchemes"] = SECURITY_SCHEMES
    return result
