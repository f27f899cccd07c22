"""What was typed about a process, and who led it in which days? Days are UTC's; the last one is included."""

from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import may_see_requests
from deployments.models import Process
from deployments.services.process import FIELDS, Belongings, Lead
from roster.forms.facts.fields import DayField, first_and_last, window_of
from roster.models import Country

LEADS = "leads"
MOST_LEADS = 40
ALL_THE_TIME = DateTimeTZRange(None, None)


class ProcessForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name, and whatever else is known."""

    class Meta:
        model = Process
        fields = [*FIELDS, "countries", "parties", "readers"]
        labels = {
            "name": _("Name"),
            "modality": _("Modality"),
            "track": _("Track"),
            "talks": _("Talks"),
            "confidentiality": _("Confidentiality"),
            "note": _("Note"),
            "countries": _("Countries"),
            "parties": _("Parties"),
            "readers": _("Who may know of it"),
        }
        help_texts = {
            "confidentiality": _("A restricted process, and its requests, do not exist for anybody else."),
            "readers": _("Of a restricted process; beside the head of unit and the auditor."),
            "parties": _("States that are parties. Their nationals cannot be sent."),
        }
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
            **{name: forms.SelectMultiple(attrs={"size": 5}) for name in ("countries", "parties", "readers")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries: Any = Country.objects.all()
        for name in ("countries", "parties"):
            self.fields[name].queryset = countries  # type: ignore[attr-defined]
        # Nobody is told of a process who may see none: those are left out of the list.
        known = [user.pk for user in User.objects.filter(is_active=True) if may_see_requests(user)]
        if self.instance.pk:
            known += self.instance.readers.values_list("pk", flat=True)
        self.fields["readers"].queryset = User.objects.filter(pk__in=known)  # type: ignore[attr-defined]
        for name in ("modality", "track", "talks"):
            field: Any = self.fields[name]
            field.choices = [("", gettext("not known")), *(each for each in field.choices if each[0] not in ("", None))]

    def values(self) -> dict[str, Any]:
        """Columns by name, for the service; needs `is_valid`."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def belongings(self, leads: list[Lead]) -> Belongings:
        data = self.cleaned_data
        return Belongings(list(data["countries"]), list(data["parties"]), list(data["readers"]), leads)

    def validate_unique(self) -> None:
        """Whether the name is taken is the service's to say, without telling by which process."""

    def _post_clean(self) -> None:
        """The instance is the row as the writer saw it: nothing is put into it."""


class LeadForm(forms.Form):
    """Who led, from which day to which; a row without a name is none. `was` is the window as it is stored."""

    actor = forms.CharField(label=_("Lead actor"), required=False, max_length=200)
    first = DayField(label=_("From"))
    last = DayField(label=_("Until, included"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", gettext("This is before the first day. Choose the first day or a later one."))
        if not data.get("actor") and (first or last):
            self.add_error("actor", gettext("Say who led on these days, or empty them."))
        return data

    def lead(self) -> Lead | None:
        """Needs `is_valid`."""
        data = self.cleaned_data
        if not data.get("actor"):
            return None
        window = window_of(data["first"], data["last"], self.initial.get("was")) or ALL_THE_TIME
        return Lead(data["actor"].strip(), window)


class BaseLeadFormSet(BaseFormSet):  # type: ignore[type-arg]
    def leads(self) -> list[Lead]:
        """Needs `is_valid`."""
        return [lead for form in self.forms if (lead := form.lead()) is not None]


LeadFormSet = formset_factory(
    LeadForm, formset=BaseLeadFormSet, extra=0, max_num=MOST_LEADS, validate_max=True, absolute_max=MOST_LEADS + 5
)


def lead_values(row: Process) -> list[dict[str, Any]]:
    """The stored rows, first to last, as initial values of the set."""
    found = []
    for each in row.lead_actors.order_by("during"):
        first, last = first_and_last(each.during)
        found.append({"actor": each.actor, "first": first, "last": last, "was": each.during})
    return found
