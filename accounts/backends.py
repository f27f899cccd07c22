"""May this account be used at all? Django's rule, and: no demonstration account where the demonstration is off."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from accounts.demo import is_demo_address
from accounts.models import User
from accounts.services.demo import demo_is_on


class AccountBackend(ModelBackend):
    """Asked at sign-in and again with every request, so that closing an account ends its sessions."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if isinstance(user, User) and is_demo_address(user.email) and not demo_is_on():
            return False
        return super().user_can_authenticate(user)
