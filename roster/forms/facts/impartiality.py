"""What may stand between somebody and a process. Only for those who may read the reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roster.forms.facts.base import FactForm
from roster.models import ImpartialityFlag


class FlagForm(FactForm):
    is_blocking = forms.TypedChoiceField(
        label=_("Weight"),
        coerce=lambda value: value in {"True", True},
        choices=[
            (False, _("advisory: shown, needs a reason to go on")),
            (True, _("blocking: only an override goes on")),
        ],
    )

    class Meta:
        model = ImpartialityFlag
        fields = ["kind", "is_blocking", "process", "country", "reason"]
        labels = {"kind": _("Kind"), "process": _("Process"), "country": _("Country"), "reason": _("Reason")}
        help_texts = {
            "process": _("The process or the country that it is about."),
            "reason": _("Confidential. Others read “Not eligible for this process”."),
        }
