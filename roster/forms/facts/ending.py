"""When does somebody leave the roster, and why?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from roster.forms.facts.fields import DayField


class EndingForm(forms.Form):
    last_day = DayField(
        label=_("Last day"), required=True, help_text=_("In UTC, included. A day that is past withdraws at once.")
    )
    why = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stands in the history."))
