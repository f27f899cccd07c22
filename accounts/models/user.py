"""Who is this reader? An account: e-mail address as the login name, a full name, a time zone. Never a roster person."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rights import Right


def check_time_zone(name: str) -> None:
    """Refuse a name that the time zone database does not know, such as "CET/Berlin"."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Use a name such as Europe/Vienna or UTC."),
            code="unknown_time_zone",
            params={"name": name},
        )


class UserManager(BaseUserManager["User"]):
    """Addresses are compared and kept in lower case: two spellings are one account."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password it can only be opened through a reset link."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{**fields, "is_superuser": True})


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["password", "last_login"]
)
class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """One account. What it may do comes from its groups (`accounts.kinds`), never from a flag here."""

    email = models.EmailField(_("e-mail address"), unique=True, error_messages={"unique": _("This address is taken.")})
    full_name = models.CharField(_("full name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[check_time_zone])
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["full_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def is_staff(self) -> bool:
        """Django's administration asks this; here it is a right like any other (`accounts.rights`)."""
        return self.is_active and self.has_perm(Right.ADMINISTER.permission)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """Initial and last name, as the top bar and the log show it: "E. Lindqvist"."""
        names = self.full_name.split()
        return f"{names[0][0]}. {names[-1]}" if len(names) > 1 else self.full_name or self.email


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class UserKind(User.groups.through):  # type: ignore[misc,name-defined]
    """That an account is of a kind (is in a group). Its history answers "who could see this then?"."""

    class Meta:
        proxy = True
        default_permissions = ()
