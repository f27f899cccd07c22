"""What is known of a request, as pairs of a word and what it is? The seats and the answer stand elsewhere."""

from collections.abc import Container
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.moments import moment_text, utc_beside
from deployments.loaders.request_kinds import KindWords
from deployments.models import Delivery, Request
from deployments.sentences.process_name import process_said
from roster.sentences.languages import language_said
from roster.sentences.measures import NBSP, capitalised


def facts_said(row: Request, *, kinds: KindWords, known: Container[int], now: datetime) -> list[tuple[str, str]]:
    """In the order of the form; what is blank is left out, for the flags tell what is missing.

    `known` are the processes that the reader may know of.
    """
    pairs = [
        (_("Kind"), kinds.title_of(row.kind)),
        (_("Requester"), _requester(row)),
        (_("Process"), process_said(row.process, known, begins=True)),
        (_("Phase"), capitalised(str(row.get_phase_display()))),
        (_("Modality"), capitalised(str(row.get_modality_display()))),
        (_("Lead actor"), row.lead_actor),
        (_("Destination"), f"{row.destination.name}, {row.destination.country.name}" if row.destination else ""),
        (_("Countries"), ", ".join(each.name for each in row.countries.all())),
        (_("Delivery"), _delivery(row)),
        (_("Stay"), f"{row.stay_days}{NBSP}days" if row.stay_days else ""),
        (_("Window"), f"{row.window_hours}{NBSP}h" if row.window_hours else ""),
        *((word, _moment(at, now)) for word, at in _instants(row)),
        (_("Reaction"), _reaction(row)),
        (_("Terms of reference"), capitalised(str(row.get_terms_of_reference_display()))),
        (_("Funds"), capitalised(str(row.get_funds_display()))),
        (_("Host consent"), capitalised(str(row.get_host_consent_display()))),
        (_("Rules of the team"), "; ".join(rules_said(row))),
        (_("Note"), row.note),
    ]
    return [(word, text) for word, text in pairs if text]


def rules_said(row: Request) -> list[str]:
    found = []
    if row.min_share_women:
        share = f"{(row.min_share_women * 100).normalize():f}"
        found.append(_("at least %(share)s per cent women") % {"share": share})
    if row.max_per_nationality:
        found.append(_("at most %(most)s of one nationality") % {"most": row.max_per_nationality})
    for code, count in row.team_languages.items():
        found.append(_("%(count)s who speak %(language)s") % {"count": count, "language": language_said(code)})
    if row.lead_min_grade_id:
        found.append(_("a member of %(grade)s or above") % {"grade": row.lead_min_grade_id})
    if row.max_cost is not None:
        found.append(_("a budget of %(cost)s") % {"cost": row.max_cost})
    return found


def _requester(row: Request) -> str:
    kind = str(row.get_requester_kind_display())
    return f"{row.requester} ({kind})" if row.requester and kind else row.requester or capitalised(kind)


def _delivery(row: Request) -> str:
    said = capitalised(str(row.get_delivery_display()))
    return _("%(delivery)s; judged in person") % {"delivery": said} if row.delivery == Delivery.HYBRID else said


def _instants(row: Request) -> list[tuple[str, datetime | None]]:
    return [
        (_("First warning"), row.warning_at),
        (_("Received"), row.received_at),
        (_("Approved"), row.approved_at),
        (_("Activated"), row.activated_at),
        (_("Departed"), row.departed_at),
        (_("Arrived"), row.arrived_at),
    ]


def _moment(at: datetime | None, now: datetime) -> str:
    if at is None:
        return ""
    zone = timezone.get_current_timezone()
    beside = utc_beside(at, zone)
    text = moment_text(at, zone, now)
    return f"{text} ({beside})" if beside else f"{text}{NBSP}UTC"


def _reaction(row: Request) -> str:
    """From the first warning to the activation: the figure of S/2011/552, ¶2."""
    if row.warning_at is None or row.activated_at is None or row.activated_at < row.warning_at:
        return ""
    hours = (row.activated_at - row.warning_at) // timedelta(hours=1)
    return _("%(hours)s h from the first warning to the activation") % {"hours": hours}
