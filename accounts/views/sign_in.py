"""How does somebody come in and go out again? Sign-in and sign-out pages."""

from typing import Any, ClassVar

from django.contrib.auth.views import LoginView, LogoutView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.forms import SignInForm, focus_on_fault
from accounts.navigation import first_place
from accounts.permissions import Audience, Who, audience
from accounts.services.demo import demo_is_on


class SignIn(LoginView):
    """Address and password; then on to `next` when it is ours, else to the first page that the reader may open."""

    audience: ClassVar[tuple[Who, ...]] = (Audience.ANYONE,)
    template_name = "accounts/sign-in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        return first_place(self.request) or reverse("accounts:account")

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        focus_on_fault(form)
        too_many = form.has_error("__all__", code="too_many")
        return self.render_to_response(self.get_context_data(form=form), status=429 if too_many else 422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = {"demo_accounts": DEMO_ACCOUNTS, "demo_password": DEMO_PASSWORD} if demo_is_on() else {}
        return {**super().get_context_data(**kwargs), **demo}


class SignOut(LogoutView):
    """Ends the session on POST. A GET, from a bookmark or a link in a mail, only asks."""

    audience: ClassVar[tuple[Who, ...]] = (Audience.ANYONE,)
    http_method_names = ["get", "head", "post", "options"]
    next_page = "accounts:signed-out"

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accounts/sign-out.html")


@audience(Audience.ANYONE)
def signed_out(request: HttpRequest) -> HttpResponse:
    """The page after signing out."""
    return render(request, "accounts/signed-out.html")
