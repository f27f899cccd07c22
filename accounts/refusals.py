"""What does a reader hear who may not open a page? The sentence: for whom it is, what the reader is, what to do."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Audience, Who
from accounts.rights import Right
from accounts.services.kinds import kinds_of, kinds_that_may

UNDECLARED = gettext_lazy("Nobody may open this page yet. Tell an administrator which link brought you here.")


def wrong_kind_sentence(reader: AbstractBaseUser | AnonymousUser, who: Iterable[Who]) -> str:
    """For whom the page is, which kind the reader is of, and whom to ask."""
    allowed = sorted({kind for one in who if not isinstance(one, Audience) for kind in kinds_that_may(Right(one))})
    own = kinds_of(reader)
    return " ".join(
        [
            _("This page is for: %(kinds)s.") % {"kinds": ", ".join(allowed)}
            if allowed
            else _("No user kind may open this page at present."),
            _("You are signed in as: %(kinds)s.") % {"kinds": ", ".join(own)}
            if own
            else _("Your account is of no user kind yet."),
            _("If you need it, ask an administrator to change your account."),
        ]
    )
