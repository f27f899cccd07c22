"""Which scopes may a token of this client bear? Those that the client was given; asked by the OAuth toolkit."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from accounts.models import ApiClient
from accounts.scopes import Scope


class ClientScopes(BaseScopes):  # type: ignore[misc]
    """A token that is asked for without scopes bears all of the client's; one asked for with more is refused."""

    def get_all_scopes(self) -> dict[str, str]:
        return {scope.value: str(scope.phrase) for scope in Scope}

    def get_available_scopes(
        self,
        application: ApiClient | None = None,
        request: Any = None,  # noqa: ARG002  (the toolkit's signature)
        *_args: Any,
        **_kwargs: Any,
    ) -> list[str]:
        return list(application.scopes) if application is not None else []

    def get_default_scopes(
        self,
        application: ApiClient | None = None,
        request: Any = None,  # noqa: ARG002  (the toolkit's signature)
        *_args: Any,
        **_kwargs: Any,
    ) -> list[str]:
        return self.get_available_scopes(application)
