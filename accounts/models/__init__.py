"""The rows of the accounts room, one subject a file."""

from accounts.models.user import User

__all__ = ["User"]
