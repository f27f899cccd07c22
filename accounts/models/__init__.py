"""The rows of the accounts room, one subject a file."""

from accounts.models.access import AccessEntry
from accounts.models.client import ApiClient
from accounts.models.idempotency import CarriedOut
from accounts.models.link import LinkVersion
from accounts.models.right import HandedOutRight
from accounts.models.sign_in import SignInAttempt
from accounts.models.user import User, UserKind

__all__ = [
    "AccessEntry",
    "ApiClient",
    "CarriedOut",
    "HandedOutRight",
    "LinkVersion",
    "SignInAttempt",
    "User",
    "UserKind",
]
