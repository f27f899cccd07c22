"""Who somebody is, where they live, how they are reached, and on which terms they come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import FactForm
from roster.forms.facts.fields import ShareField
from roster.models import Person
from roster.services.person import OF_HR

ROLES = [
    ("interpreter", _("interpreter")),
    ("logistics", _("logistics")),
    ("conference", _("conference")),
    ("travel", _("travel")),
]


class PersonForm(FactForm):
    """Details of a person. HR sees and changes gender and grade only."""

    remote_share = ShareField(
        label=_("Remote advice, per cent"), help_text=_("Share of time for remote advice while deployed, 0 to 100.")
    )
    support_roles = forms.MultipleChoiceField(
        label=_("Support roles"), choices=ROLES, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Person
        fields = [
            "given_names",
            "family_name",
            "gender",
            "email",
            "phone",
            "base",
            "base_city",
            "grade",
            "grade_is_equivalent",
            "grade_assessed_by",
            "home_organisation",
            "notice_hours",
            "release",
            "remote_share",
            "support_roles",
        ]
        labels = {
            "given_names": _("Given names"),
            "family_name": _("Family name"),
            "gender": _("Gender"),
            "email": _("E-mail"),
            "phone": _("Phone"),
            "base": _("Lives in"),
            "base_city": _("City as written"),
            "grade": _("Grade"),
            "grade_is_equivalent": _("The grade is an equivalent one"),
            "grade_assessed_by": _("Equivalence assessed by"),
            "home_organisation": _("Organisation"),
            "notice_hours": _("Notice, hours"),
            "release": _("Release by the employer"),
        }
        help_texts = {
            "base": _("The journey starts here."),
            "base_city": _("Only where the list has no such city."),
            "notice_hours": _("Empty: the default of the tier."),
            "release": _("Empty: not known, taken as needed."),
        }

    def narrow(self) -> None:
        self.fields["base"].queryset = self.fields["base"].queryset.order_by("name")  # type: ignore[attr-defined]
        kept = [role for role in (self.was.support_roles if self.was else []) if role not in dict(ROLES)]
        self.fields["support_roles"].choices = [*ROLES, *((role, role) for role in kept)]  # type: ignore[attr-defined]
        if not self.pen.roster:
            for name in set(self.fields) - OF_HR - {"why"}:
                del self.fields[name]


class NewPersonForm(PersonForm):
    """A new person: the number as well, and a word on namesakes."""

    is_somebody_else = forms.BooleanField(
        label=_("This is somebody else"),
        required=False,
        help_text=_("Tick it only when somebody on the roster bears the same name or address."),
    )

    class Meta(PersonForm.Meta):
        fields = ["reference", *PersonForm.Meta.fields]
        labels = {**PersonForm.Meta.labels, "reference": _("Number")}
        help_texts = {**PersonForm.Meta.help_texts, "reference": _("The unit's own number, such as MSU-0001.")}

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].strip()
        if "/" in reference:
            raise forms.ValidationError(_("A number has no slash: it stands in an address."))
        return reference
