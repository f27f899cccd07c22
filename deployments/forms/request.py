"""What was typed about a request, its seats aside? A missing fact may stay blank; a wrong one is named by its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from deployments.forms.fields import (
    FixedLine,
    InstantField,
    PercentField,
    TeamLanguagesField,
    same_minute,
    whole_number,
)
from deployments.loaders.request_kinds import KindWords
from deployments.models import Process, Request
from deployments.models.request import LONGEST_WINDOW
from deployments.models.request_kind import LONGEST_STAY
from deployments.sentences.process_name import hidden_process_said
from deployments.services.request import FIELDS
from roster.models import Place
from roster.sentences.measures import capitalised

GROUPS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("asked", _("What, where and how long"), ("kind", "destination", "stay_days")),
    ("who", _("Who asks"), ("requester", "requester_kind", "process", "countries")),
    ("context", _("Phase, modality, lead actor"), ("phase", "modality", "lead_actor")),
    ("ready", _("What the requester must provide"), ("terms_of_reference", "funds", "host_consent")),
    ("how", _("How the clock runs"), ("delivery", "window_hours", "stops_at")),
    ("when", _("When each step was taken"), ("warning_at", "received_at", "approved_at", "activated_at")),
    (
        "rules",
        _("Rules of the team"),
        ("min_share_women", "max_per_nationality", "team_languages", "lead_min_grade", "max_cost"),
    ),
    ("note", _("Note"), ("note",)),
)
"""The fields of the form, in the order of a telephone call: what the answer needs first, the seats after `asked`."""

FOLDED = frozenset({"context", "when", "rules", "note"})
"""What few calls say at once: a fold on a small screen, while nothing stands in it."""

INSTANTS = ("warning_at", "received_at", "approved_at", "activated_at")


class RequestForm(forms.ModelForm):  # type: ignore[type-arg]
    """`actor` may attach the request only to a process that they may know of."""

    min_share_women = PercentField(
        label=_("Women, at least per cent"), required=False, help_text=_("Of all members of the team.")
    )
    team_languages = TeamLanguagesField(
        label=_("Languages of the team"), required=False, help_text=_("How many members speak it at B2 or better.")
    )
    stay_days = whole_number(_("Stay, days"), 1, LONGEST_STAY, help_text=_("Empty: the usual stay."))
    window_hours = whole_number(_("Window, hours"), 1, LONGEST_WINDOW, help_text=_("Empty: the configured window."))
    max_per_nationality = whole_number(_("Most of one nationality"), 1, 30)
    max_cost = whole_number(
        _("Budget, at most"), 0, 2_000_000_000, help_text=_("For stay and travel, estimated at the configured prices.")
    )
    kind = forms.ChoiceField(
        label=_("Kind of request"), required=False, help_text=_("Fills in the usual seats of this kind.")
    )

    class Meta:
        model = Request
        fields = [*(name for name in FIELDS), "countries"]
        labels = {
            "requester": _("Requester"),
            "requester_kind": _("Kind of requester"),
            "process": _("Process"),
            "countries": _("Countries"),
            "phase": _("Phase"),
            "modality": _("Modality"),
            "lead_actor": _("Lead actor"),
            "destination": _("Destination"),
            "delivery": _("Delivery"),
            "stops_at": _("The clock stops at"),
            "warning_at": _("First warning"),
            "received_at": _("Received"),
            "approved_at": _("Approved"),
            "activated_at": _("Activated"),
            "terms_of_reference": _("Terms of reference"),
            "funds": _("Funds"),
            "host_consent": _("Host consent"),
            "lead_min_grade": _("A member of at least grade"),
            "note": _("Note"),
        }
        help_texts = {
            "delivery": _("Hybrid work is judged in person."),
            "activated_at": _("The clock starts here. Empty: asked as if it were now."),
            "lead_actor": _("As the requester names it; the process keeps who led when."),
        }
        field_classes = dict.fromkeys(INSTANTS, InstantField)
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3, "maxlength": 4000}),
            "countries": forms.SelectMultiple(attrs={"size": 4}),
        }

    def __init__(self, *args: Any, actor: User, kinds: KindWords, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = self._kinds(kinds)  # type: ignore[attr-defined]
        if self.instance.pk and (known := kinds.find(self.instance.kind)):
            self.initial["kind"] = known.code
        processes = Process.objects.visible_to(actor)
        self.fields["process"].queryset = processes  # type: ignore[attr-defined]
        if self.instance.process_id and not processes.filter(pk=self.instance.process_id).exists():
            self._keep_process()
        places = Place.objects.select_related("country").order_by("name")
        self.fields["destination"].queryset = places  # type: ignore[attr-defined]
        self.fields["destination"].label_from_instance = _place_said  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
                field.empty_label = gettext("none") if name == "lead_min_grade" else gettext("not known")
            elif isinstance(field, forms.TypedChoiceField):
                # A column that may be blank offers dashes: the same word as everywhere.
                offered: Any = field.choices
                field.choices = [(value, word if value else gettext("not known")) for value, word in offered]

    def _keep_process(self) -> None:
        """A request that its author may still see stays with its process, though the author may not know of it."""
        field: Any = self.fields["process"]
        field.queryset = Process.objects.filter(pk=self.instance.process_id)
        # What is posted for it is not read.
        field.disabled = True
        field.widget = FixedLine(capitalised(hidden_process_said()))

    def _kinds(self, kinds: KindWords) -> list[tuple[str, str]]:
        offered = [("", gettext("not known")), *((each.code, each.title) for each in kinds.current)]
        said = self.instance.kind
        known = kinds.find(said)
        if known is not None and known not in kinds.current:
            offered.append((known.code, known.title))
        elif said and known is None:
            offered.append((said, gettext("“%(word)s”, as imported") % {"word": said}))
        return offered

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if len(note) > 4000:
            raise ValidationError(gettext("At most 4,000 characters. Shorten the note."))
        return note

    def clean_kind(self) -> str:
        """A word that was imported and is known stays as it was written, until another kind is chosen."""
        chosen: str = self.cleaned_data["kind"]
        return self.instance.kind if self.initial.get("kind") == chosen and self.instance.kind else chosen

    def values(self) -> dict[str, Any]:
        """Columns by name, for the service; needs `is_valid`."""
        found = {name: self.cleaned_data[name] for name in FIELDS}
        for name in INSTANTS:
            if same_minute(getattr(self.instance, name), found[name]):
                found[name] = getattr(self.instance, name)
        return found

    def _post_clean(self) -> None:
        """The instance is the row as the writer saw it: nothing is put into it. The service checks behind the lock."""


def _place_said(place: Place) -> str:
    return f"{place.name}, {place.country.name}"
