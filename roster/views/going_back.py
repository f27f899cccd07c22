"""Where does a reader stand after something was done? On the page they came from, else on the person's."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

NEXT = "next"


def way_back(request: HttpRequest) -> str:
    """The address that the reader asked to come back to, "" for none or for one of another site."""
    asked = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None, require_https=request.is_secure())
    return asked if is_ours and asked.startswith("/") else ""


def go_back(request: HttpRequest, reference: str) -> HttpResponseBase:
    address = way_back(request) or resolve_url("roster:person", reference=reference)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(address)
    return redirect(address)
