"""Which nationalities and travel documents somebody has."""

from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import Days, FactForm
from roster.forms.facts.fields import DayField
from roster.models import Nationality, TravelDocument


class NationalityForm(FactForm):
    class Meta:
        model = Nationality
        fields = ["country"]
        labels = {"country": _("Country")}


class DocumentForm(FactForm):
    """A passport or laissez-passer. Without a last day it cannot be promised to a consulate."""

    days = Days("valid", "valid_from", "valid_until")
    valid_from = DayField(label=_("Valid from"), help_text=_("Days are days in UTC. Empty: not known."))
    valid_until = DayField(label=_("Valid until"), help_text=_("The last valid day, as printed. Empty: not known."))

    class Meta:
        model = TravelDocument
        fields = ["kind", "country", "state"]
        labels = {"kind": _("Document"), "country": _("Issued by"), "state": _("State")}
        help_texts = {"country": _("Empty for a laissez-passer.")}

    def narrow(self) -> None:
        waived = [each for each in self.fields["state"].choices if each[0] != "waived"]  # type: ignore[attr-defined]
        self.fields["state"].choices = waived  # type: ignore[attr-defined]
