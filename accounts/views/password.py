"""How does somebody get another password? Changing it with the old one, or by a link sent to the account's address."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView, PasswordResetView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from accounts.forms import ChangePasswordForm, ForgottenPasswordForm, NewPasswordForm, focus_on_fault
from accounts.network import address_of
from accounts.permissions import Audience, Who, audience
from accounts.services.sign_in import may_send_link


class StaysOnFault(FormView):  # type: ignore[type-arg]
    """Shows the form again with 422, the cursor in the first faulty field."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        focus_on_fault(form)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ChangePassword(StaysOnFault, PasswordChangeView):
    """Old and new password; other sessions of the account end."""

    audience: ClassVar[tuple[Who, ...]] = (Audience.SIGNED_IN,)
    template_name = "accounts/password-change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password is changed. You are signed out everywhere else."))
        return super().form_valid(form)


class ForgotPassword(StaysOnFault, PasswordResetView):
    """Sends a link, and says the same whether or not an account has that address."""

    audience: ClassVar[tuple[Who, ...]] = (Audience.ANYONE,)
    template_name = "accounts/password-forgotten.html"
    email_template_name = "accounts/email/password.txt"
    subject_template_name = "accounts/email/password-subject.txt"
    form_class = ForgottenPasswordForm
    success_url = reverse_lazy("accounts:password-link-sent")

    def form_valid(self, form: Any) -> HttpResponse:
        typed, address = form.cleaned_data["email"], address_of(self.request)
        if may_send_link(typed=typed, network_address=address, now=timezone.now()):
            return super().form_valid(form)
        return redirect(self.get_success_url())


class NewPassword(StaysOnFault, PasswordResetConfirmView):
    """The page behind the link. Opening it changes nothing; a used or old link says what to do."""

    audience: ClassVar[tuple[Who, ...]] = (Audience.ANYONE,)
    template_name = "accounts/password-new.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your new password is set. Sign in with it."))
        return super().form_valid(form)


@audience(Audience.ANYONE)
def password_link_sent(request: HttpRequest) -> HttpResponse:
    """The page after asking for a link."""
    return render(request, "accounts/password-link-sent.html")
