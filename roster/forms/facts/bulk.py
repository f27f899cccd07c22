"""What is typed to change a clearance or a membership of many people? Empty fields leave things as they are."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roster.forms.facts.fields import DayField, window_of
from roster.models import Country, Membership, Pool, RequirementType, Tier
from roster.models.clearance import ClearanceState
from roster.services.editing.bulk import MOST_PEOPLE

SEPARATORS = re.compile(r"[\s,;]+")
AS_IT_IS = gettext_lazy("leave as it is")


class SelectionForm(forms.Form):
    """Whose facts: numbers, pasted in any way that a column of a workbook may come in."""

    references = forms.CharField(
        label=gettext_lazy("People"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Their numbers, such as MSU-0001, one a line or parted by commas."),
        max_length=MOST_PEOPLE * 42,
    )

    def clean_references(self) -> list[str]:
        found = list(dict.fromkeys(each for each in SEPARATORS.split(self.cleaned_data["references"]) if each))
        if len(found) > MOST_PEOPLE:
            raise forms.ValidationError(
                _("These are %(count)s people; %(most)s at once is the most. Leave some for a second step.")
                % {"count": len(found), "most": MOST_PEOPLE}
            )
        return found


class BulkForm(forms.Form):
    """What both subjects share."""

    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, help_text=gettext_lazy("Stands in everybody's history.")
    )

    def values(self) -> dict[str, Any]:
        raise NotImplementedError


class BulkClearanceForm(BulkForm):
    requirement = forms.ModelChoiceField(label=gettext_lazy("Clearance"), queryset=RequirementType.objects.none())
    country = forms.ModelChoiceField(
        label=gettext_lazy("Counts in"),
        queryset=Country.objects.all(),
        required=False,
        help_text=gettext_lazy("Empty: everywhere."),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[each for each in ClearanceState.choices if each[0] != ClearanceState.WAIVED],
    )
    valid_from = DayField(
        label=gettext_lazy("Valid from"), help_text=gettext_lazy("Days are days in UTC. Both empty: as it is.")
    )
    valid_until = DayField(label=gettext_lazy("Valid until"), help_text=gettext_lazy("The last valid day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = RequirementType.objects.filter(Q(is_kept_as_clearance=True) | Q(pk="visa"))
        self.fields["requirement"].queryset = kept  # type: ignore[attr-defined]
        self.order_fields(["requirement", "country", "state", "valid_from", "valid_until", "why"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("This is before the first day. Choose the first day or a later one."))
        return data

    def values(self) -> dict[str, Any]:
        found: dict[str, Any] = {"state": self.cleaned_data["state"]}
        window = window_of(self.cleaned_data["valid_from"], self.cleaned_data["valid_until"])
        if window is not None:
            found["valid"] = window
            if window.upper is not None:
                found["has_no_expiry"] = False
        return found


class BulkMembershipForm(BulkForm):
    pool = forms.ModelChoiceField(label=gettext_lazy("Pool"), queryset=Pool.objects.all())
    term_until = DayField(
        label=gettext_lazy("Term until"),
        help_text=gettext_lazy("The last day of the term, in UTC. Empty: as it is."),
    )
    tier = forms.ModelChoiceField(
        label=gettext_lazy("Tier"), queryset=Tier.objects.all(), required=False, empty_label=AS_IT_IS
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=[("", AS_IT_IS), *Membership.Status.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["pool", "term_until", "tier", "status", "why"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("term_until", "tier", "status")):
            self.add_error("term_until", _("Nothing would change: choose a last day, a tier or a status."))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        found = {name: data[name] for name in ("tier", "status") if data[name]}
        window = window_of(None, data["term_until"])
        return found if window is None else {**found, "term_until": window.upper}
