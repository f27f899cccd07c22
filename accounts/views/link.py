"""The page behind an e-mail link: opening shows, only posting acts. Base class for the rooms that send links."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views import View

from accounts.permissions import Audience, Who
from accounts.services.access import record_look_by_link
from accounts.services.links import LinkFault, LinkRefusal, OpenLink, read_link

# 410 says that it was good once; 404 gives nothing away about a token that was never made here.
STATUS = {LinkFault.ALTERED: 404, LinkFault.EXPIRED: 410, LinkFault.CALLED_BACK: 410}


class LinkPage(View):
    """Set `purpose`, route it with a `<str:token>`, and write `show` and `act`; both get a link that is good now.

    `show` must change nothing: mail scanners open links. A link that is not good gets a page that says so. Opening is
    logged here, under the name that `name_of` gives.
    """

    audience: ClassVar[tuple[Who, ...]] = (Audience.ANYONE,)
    http_method_names = ["get", "head", "post", "options"]
    purpose: ClassVar[str]

    def show(self, request: HttpRequest, link: OpenLink, now: datetime) -> HttpResponse:
        """The page that the link opens."""
        raise NotImplementedError

    def act(self, request: HttpRequest, link: OpenLink, now: datetime) -> HttpResponse:
        """What the posted form asks for."""
        raise NotImplementedError

    def name_of(self, link: OpenLink) -> str:
        """Whose link it is, as the access log names the holder; the bare number where the page does not say."""
        return link.subject_id

    def is_entitled(self, link: OpenLink) -> bool:  # noqa: ARG002
        """Whether the holder may still open it; for what no version of a link says, such as a closed account."""
        return True

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._opened(request, token, self.show)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._opened(request, token, self.act)

    def _opened(
        self, request: HttpRequest, token: str, page: Callable[[HttpRequest, OpenLink, datetime], HttpResponse]
    ) -> HttpResponse:
        """Every opening is a look, logged before anything is shown; a link that does not open shows nothing."""
        now = timezone.now()
        link = read_link(purpose=self.purpose, token=token, now=now)
        if isinstance(link, LinkRefusal):
            return link_refused(request, link)
        if not self.is_entitled(link):
            return link_refused(request, LinkRefusal(LinkFault.CALLED_BACK))
        record_look_by_link(purpose=link.purpose, subject_id=link.subject_id, name=self.name_of(link), now=now)
        return page(request, link, now)

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        # The token is the key to this page: it must not travel on with the links on it.
        response["Referrer-Policy"] = "no-referrer"
        return response


def link_refused(request: HttpRequest, refusal: LinkRefusal) -> HttpResponse:
    """The page for a link that does not open."""
    return render(request, "accounts/link-refused.html", {"refusal": refusal}, status=STATUS[refusal.code])
