"""An officer's "Run again": look at what is due now, or say who will."""

from datetime import datetime

from celery import current_app
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from accounts.errors import DomainError
from accounts.permissions import Right, audience
from deployments.loaders.board import load_board
from deployments.views.board import board_context
from roster.models import ReadinessState
from roster.monitor import add_missing_states, sweep

AT_ONCE = 1200
"""So many verdicts are worked out while the officer waits; for more the worker is asked."""


@audience(Right.RUN_SWEEP)
@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Sweep here when little is due, else hand it to the worker; back to the board, or its part for htmx."""
    now = timezone.now()
    add_missing_states(now=now)
    due = ReadinessState.objects.filter(next_check_at__lte=now, destination__is_active=True).count()
    if due <= AT_ONCE:
        _sweep_here(request, now)
    else:
        _hand_over(request, due)
    code = request.POST.get("destination", "")
    if request.htmx:  # type: ignore[attr-defined]
        board = load_board(code=code, now=timezone.now(), old_after_seconds=settings.SWEEP_OLD_AFTER_SECONDS)
        return render(request, "deployments/board/_swept.html", board_context(board, request.user))
    return redirect(
        f"{reverse('deployments:board')}?{urlencode({'destination': code})}" if code else "deployments:board"
    )


def _sweep_here(request: HttpRequest, now: datetime) -> None:
    try:
        found = sweep(now=now)
    except DomainError as unusable:
        messages.error(request, str(unusable.sentence))
        return
    said = ngettext("Checked %(count)s verdict", "Checked %(count)s verdicts", found.checked)
    changed = ngettext("%(count)s level changed.", "%(count)s levels changed.", found.changed)
    messages.success(request, f"{said % {'count': found.checked}}; {changed % {'count': found.changed}}")


def _hand_over(request: HttpRequest, due: int) -> None:
    try:
        current_app.send_task("roster.sweep", retry=False)
    except OperationalError:
        messages.error(
            request,
            _("Nothing was checked: %(count)s verdicts are due, and the worker does not answer. Tell an administrator.")
            % {"count": due},
        )
    else:
        messages.warning(
            request,
            _("%(count)s verdicts are due. The worker is at it; this board follows by itself.") % {"count": due},
        )
