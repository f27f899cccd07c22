"""What is my account, what may I do, and in which zone and colours do I read? The reader's own page and choices."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import TimeZoneForm, focus_on_fault
from accounts.models import User
from accounts.permissions import Audience, audience, holds
from accounts.rights import Right
from accounts.services.kinds import kinds_of
from accounts.theme import THEMES, remember_theme


@audience(Audience.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, kinds and rights as they are now; the time zone can be changed here."""
    reader = request.user
    if not isinstance(reader, User):
        raise TypeError("The audience of this view lets nobody but accounts through.")
    # A copy: a refused zone must not end up in the page's frame.
    form = TimeZoneForm(request.POST or None, instance=User.objects.get(pk=reader.pk))
    if request.method == "POST":
        if form.is_valid():
            form.save()
            messages.success(request, _("Times are now shown in %(zone)s.") % {"zone": form.instance.time_zone})
            return redirect("accounts:account")
        focus_on_fault(form)
    context = {
        "form": form,
        "kinds": kinds_of(reader),
        "may": [right.phrase for right in Right if holds(reader, right)],
    }
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


@audience(Audience.ANYONE)
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or the system's colours, kept in a cookie; back to the page where the button was."""
    theme = request.POST.get("theme", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("accounts:account") if request.user.is_authenticated else reverse("accounts:sign-in")
    response = HttpResponseRedirect(back)
    if theme in THEMES:
        remember_theme(response, theme, secure=settings.SECURE_TRANSPORT)
    return response
