"""Which step is taken, when was it, and why? The table behind it is `deployments.lifecycle.request`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from deployments.forms.fields import InstantField
from deployments.lifecycle.request import Move


class StepForm(forms.Form):
    """The move is the button that was pressed."""

    move = forms.ChoiceField(
        choices=[(each.value, each.value) for each in Move],
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": _("There is no such step. Use one of the buttons."),
            "required": _("Use one of the buttons."),
        },
    )
    at = InstantField(label=_("When it was"), help_text=_("Empty: now."))
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        help_text=_("Needed to withdraw, decline, refer or record as unfilled. Stands in the history."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "step_%s", **kwargs})
