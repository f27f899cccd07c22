"""Which mandates somebody holds or held as an envoy."""

from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import Days, FactForm
from roster.forms.facts.fields import DayField
from roster.models import EnvoyAppointment


class AppointmentForm(FactForm):
    days = Days("during", "held_from", "held_until")
    held_from = DayField(label=_("From"), help_text=_("Days are days in UTC. Empty: not known."))
    held_until = DayField(label=_("Until"), help_text=_("The last day. Empty: not over."))

    class Meta:
        model = EnvoyAppointment
        fields = ["title", "mandate", "organisation", "dispute_type"]
        labels = {
            "title": _("Title"),
            "mandate": _("Mandate"),
            "organisation": _("Organisation"),
            "dispute_type": _("Kind of dispute"),
        }
