"""In which pool somebody is, with which promise, in which status, for which term."""

from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import Days, FactForm
from roster.forms.facts.fields import DayField
from roster.models import Membership


class MembershipForm(FactForm):
    days = Days("term", "term_from", "term_until")
    term_from = DayField(label=_("Term from"), help_text=_("Days are days in UTC. Empty: always."))
    term_until = DayField(label=_("Term until"), help_text=_("The last day of the term. Empty: no end."))

    class Meta:
        model = Membership
        fields = ["pool", "tier", "status"]
        labels = {"pool": _("Pool"), "tier": _("Tier"), "status": _("Status")}
        help_texts = {"status": _("Only an active member can be ready.")}

    def narrow(self) -> None:
        if self.was is None or self.was.status:
            # What is known does not become unknown again.
            known = [each for each in self.fields["status"].choices if each[0]]  # type: ignore[attr-defined]
            self.fields["status"].choices = known  # type: ignore[attr-defined]
            self.fields["status"].required = True

    def values(self) -> dict[str, Any]:
        """A term without any day holds for all time: the column is never empty."""
        found = super().values()
        if found["term"] is None:
            found["term"] = DateTimeTZRange(None, None)
        return found
