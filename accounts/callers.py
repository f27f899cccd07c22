"""Who calls when no account does? A partner's system, with the scopes of its token. Never signs in, never owns rows."""

from dataclasses import dataclass

from accounts.models import ApiClient
from accounts.rights import Right
from accounts.scopes import Scope


@dataclass(frozen=True)
class PartnerSystem:
    """Stands where a view expects the reader. Its rights are those that its scopes amount to, and no other."""

    client: ApiClient
    scopes: frozenset[Scope]

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def holds(self, right: Right) -> bool:
        return any(scope.right is right for scope in self.scopes)

    def __str__(self) -> str:
        return str(self.client)
