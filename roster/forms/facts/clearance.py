"""What somebody has been cleared for, and what was waived. Detail that a writer may not read is not in the form."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import Days, FactForm
from roster.forms.facts.fields import DayField
from roster.models import Clearance, RequirementType
from roster.models.clearance import ClearanceState
from roster.readiness.requirements import MEDICAL
from roster.services.clearance import waivable


class ClearanceForm(FactForm):
    """A clearance in any state but waived. A variant that is detail may be set by whoever records it, then only read
    and changed by those with the right to it; the hardship class of a medical is none.
    """

    days = Days("valid", "valid_from", "valid_until")
    valid_from = DayField(label=_("Valid from"), help_text=_("Days are days in UTC. Empty: not known."))
    valid_until = DayField(label=_("Valid until"), help_text=_("The last valid day. Empty: not known, or no end."))

    class Meta:
        model = Clearance
        fields = ["requirement", "variant", "country", "state", "has_no_expiry"]
        labels = {
            "requirement": _("Clearance"),
            "variant": _("Variant"),
            "country": _("Counts in"),
            "state": _("State"),
            "has_no_expiry": _("Holds for good"),
        }
        help_texts = {
            "variant": _("Such as yellow-fever; of a medical the hardship class, H, A, B, C, D or E."),
            "country": _("Empty: everywhere."),
            "has_no_expiry": _("Without this, a missing last day means that the end is not known."),
        }

    def narrow(self) -> None:
        kept = Q(is_kept_as_clearance=True) | Q(pk="visa")
        if self.was is not None:
            kept |= Q(pk=self.was.requirement_id)
            # A clearance does not become one for something else: history would tell of another thing.
            self.fields["requirement"].disabled = True
        self.fields["requirement"].queryset = RequirementType.objects.filter(kept)  # type: ignore[attr-defined]
        states = [each for each in self.fields["state"].choices if each[0] != ClearanceState.WAIVED]  # type: ignore[attr-defined]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        code = self.was.requirement_id if self.was is not None else MEDICAL
        if code != MEDICAL and not self.pen.sight.detail_of(code):
            del self.fields["variant"]


class WaiverForm(FactForm):
    """A waiver by the account that is signed in, of what that account may waive."""

    days = Days("valid", "valid_from", "valid_until")
    valid_from = DayField(label=_("Waived from"), help_text=_("Days are days in UTC."), required=True)
    valid_until = DayField(label=_("Waived until"), help_text=_("The last day on which it is waived."), required=True)

    class Meta:
        model = Clearance
        fields = ["requirement", "country", "waiver_reason"]
        labels = {"requirement": _("Waive"), "country": _("Counts in"), "waiver_reason": _("Why it is waived")}
        help_texts = {"country": _("Empty: everywhere."), "waiver_reason": _("Stands beside the waiver.")}

    def narrow(self) -> None:
        codes = waivable(self.pen.waives, timezone.now())
        self.fields["requirement"].queryset = RequirementType.objects.filter(pk__in=codes)  # type: ignore[attr-defined]
        self.fields["waiver_reason"].required = True

    def values(self) -> dict[str, object]:
        return {**super().values(), "state": ClearanceState.WAIVED.value, "has_no_expiry": False}
