"""What may be typed on the pages of this room, and what is wrong with it? Never writes but for the sign-in attempt."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import SignInAttempt, User
from accounts.network import address_of
from accounts.services.sign_in import MustWait, begin_attempt, finish_attempt


def focus_on_fault(form: forms.BaseForm) -> None:
    """Put the cursor into the first faulty field and into no other; for a form that did not hold."""
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)
    faulty = next((name for name in form.fields if name in form.errors), None)
    if faulty:
        form.fields[faulty].widget.attrs["autofocus"] = True


class SignInForm(AuthenticationForm):
    """Address and password. Every failure is counted before the password is looked at (`accounts.services.sign_in`)."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("Address and password do not belong together. Try again, or ask for a new password."),
        "inactive": _("This account is closed. Ask an administrator."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("E-mail address")
        self.fields["username"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "autofocus": True, "maxlength": 254}
        )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data.get("username")
        if self.request is None or not typed or not self.cleaned_data.get("password"):
            return self.cleaned_data
        now = timezone.now()
        attempt = begin_attempt(typed=typed, network_address=address_of(self.request), now=now)
        if isinstance(attempt, MustWait):
            raise ValidationError(too_many(attempt.until, now), code="too_many")
        cleaned = super().clean()
        account = self.get_user()
        if isinstance(attempt, SignInAttempt) and isinstance(account, User):
            finish_attempt(attempt=attempt, account=account, now=now)
        return cleaned


def too_many(until: datetime, now: datetime) -> str:
    """The sentence for somebody who has to wait; whole minutes, at least one."""
    minutes = -(-(until - now) // timedelta(minutes=1))
    return _("Too many attempts that did not work. Try again in %(minutes)s min, or ask for a new password.") % {
        "minutes": max(1, minutes)
    }


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password twice, from a reset link."""


class ChangePasswordForm(PasswordChangeForm):
    """The old password and a new one twice."""


class ForgottenPasswordForm(PasswordResetForm):
    """The address that a reset link is sent to; whether an account has it is never said."""


class TimeZoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """The zone in which an account reads times."""

    class Meta:
        model = User
        fields = ["time_zone"]
        labels = {"time_zone": _("Time zone")}
        help_texts = {"time_zone": _("Times are shown in this zone, with UTC beside them.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        self.fields["time_zone"].widget = forms.Select(choices=[("UTC", "UTC"), *((zone, zone) for zone in zones)])
