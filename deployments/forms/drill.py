"""What would the next call ask? A call that nobody made: where to, of which kind, when, for how long, which seats."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deployments.asking import slot_of
from deployments.forms.fields import whole_number
from deployments.matching.facts import Slot
from deployments.models import Delivery, ProfileSlot, RequestKind
from deployments.models.request_kind import LONGEST_STAY
from roster.filters.fields import CallInstantField, ChosenField
from roster.models import Place, ReferenceDestination, Theme


def in_use(day: date) -> Q:
    """Of rows with dates of validity: those that hold on this day."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_until=None) | Q(valid_until__gt=day))


class DrillForm(forms.Form):
    """A GET form. What is left empty takes what is usual: the kind's delivery and stay, and now."""

    to = forms.ModelChoiceField(
        Place.objects.none(),
        to_field_name="code",
        label=_("Where to"),
        empty_label=None,
        error_messages={"invalid_choice": _("No place of this code is known. Choose one from the list.")},
    )
    kind = forms.ModelChoiceField(
        RequestKind.objects.none(),
        label=_("Kind of request"),
        empty_label=None,
        error_messages={"invalid_choice": _("There is no such kind of request. Choose one from the list.")},
    )
    stay_days = whole_number(_("Stay, days"), 1, LONGEST_STAY, help_text=_("Empty: the usual one."))
    at = CallInstantField(
        label=_("Activated at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: now."),
    )
    delivery = forms.ChoiceField(
        label=_("Delivery"), required=False, choices=[("", _("as the kind")), *Delivery.choices]
    )
    without = ChosenField(label=_("Without the seats"), required=False, widget=forms.CheckboxSelectMultiple)
    more = ChosenField(label=_("With more seats for"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, today: date, theme_level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme_level = theme_level
        self._field("to").queryset = Place.objects.order_by("name", "code")
        kinds = RequestKind.objects.filter(in_use(today))
        self._field("kind").queryset = kinds
        self.themes = dict(Theme.objects.filter(in_use(today)).values_list("code", "title"))
        self._field("more").choices = list(self.themes.items())
        self.profile = self._profile(kinds.first())
        self._field("without").choices = [(each.code, each.title) for each in self.profile]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _profile(self, usual: RequestKind | None) -> list[ProfileSlot]:
        code = self.data.get("kind") or (usual.pk if usual else "")
        return list(ProfileSlot.objects.filter(request_kind=code).select_related("min_grade"))

    def slots(self) -> tuple[Slot, ...]:
        """The seats of the kind that are not left out, then one for each theme that is added. Of a valid form only."""
        left_out = self.cleaned_data["without"]
        kept = [slot_of(each) for each in self.profile if each.code not in left_out]
        taken = {each.id for each in kept}
        more = [
            Slot(
                id=code if code not in taken else f"{code}-more",
                themes={code: self.theme_level},
                title=self.themes[code],
            )
            for code in self.cleaned_data["more"]
        ]
        return (*kept, *more)


def usual_call() -> dict[str, str]:
    """What a drill starts with: the first destination that is watched, and the first kind of request."""
    watched = ReferenceDestination.objects.filter(is_active=True).select_related("place").first()
    kind = RequestKind.objects.first()
    return {"to": watched.place.code if watched else "", "kind": kind.pk if kind else ""}
