"""Lets partners' systems in, gives them new secrets, shows them out. A secret is handed back once, kept as a hash."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken

from accounts.errors import DomainError
from accounts.models import ApiClient
from accounts.scopes import NEEDS, Scope


@dataclass(frozen=True, slots=True)
class Admitted:
    """A client with its secret in the clear, to be shown once and forgotten."""

    client: ApiClient
    secret: str


@transaction.atomic
def admit_client(
    *,
    organisation: str,
    name: str,
    scopes: Iterable[Scope],
    expires_at: datetime,
    now: datetime,
    contact: str = "",
) -> Admitted:
    """Make a client that may ask until `expires_at`. DomainError when the scopes make no sense or the end is over."""
    asked = sorted(set(scopes))
    refuse_scopes(asked)
    if expires_at <= now:
        raise DomainError("client_over", _("This end is over. Choose a later one."))
    secret: str = generate_client_secret()
    client = ApiClient.objects.create(
        organisation=organisation,
        name=name,
        contact=contact,
        scopes=[scope.value for scope in asked],
        expires_at=expires_at,
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    return Admitted(client, secret)


def refuse_scopes(scopes: Iterable[Scope]) -> None:
    """DomainError `no_scope` or `scope_needs_another`, with the sentence for the form."""
    asked = set(scopes)
    if not asked:
        raise DomainError("no_scope", _("Choose at least one thing that it may do."))
    for scope in sorted(asked):
        needed = NEEDS.get(scope)
        if needed is not None and needed not in asked:
            raise DomainError(
                "scope_needs_another", _("“%(one)s” needs “%(other)s” as well.") % {"one": scope, "other": needed}
            )


@transaction.atomic
def renew_secret(*, client: ApiClient) -> Admitted:
    """A new secret; the old one and every token that it bought open nothing from now on."""
    secret: str = generate_client_secret()
    client.client_secret = secret
    client.save(update_fields=["client_secret", "updated"])
    _take_back_tokens(client)
    return Admitted(client, secret)


@transaction.atomic
def withdraw_client(*, client: ApiClient, now: datetime) -> None:
    """Nothing is answered any more, at once, tokens in use included. Cannot be undone: admit a new client instead."""
    if client.withdrawn_at is None:
        client.withdrawn_at = now
        client.save(update_fields=["withdrawn_at", "updated"])
    _take_back_tokens(client)


def _take_back_tokens(client: ApiClient) -> None:
    AccessToken.objects.filter(application=client).delete()
