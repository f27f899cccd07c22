"""Which amounts make sense for a lead time? Checked alike for requirements and visas."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roster.models import RequirementRule
from roster.models.requirement import MOST, MOST_WORKING_DAYS


def check_amount(form: forms.ModelForm, values: Mapping[str, Any]) -> None:  # type: ignore[type-arg]
    """Add an error to the form's amount when it is no number of hours or of whole working days."""
    amount, lead = values.get("amount"), values.get("lead")
    if amount is None:
        return
    if amount < 0:
        form.add_error("amount", _("Nothing is ready before it is asked for. Use 0 or more."))
    elif amount > MOST:
        form.add_error("amount", _("Use a number of at most %(most)s.") % {"most": MOST})
    elif lead == RequirementRule.Lead.WORKING_DAYS and (amount != int(amount) or amount > MOST_WORKING_DAYS):
        form.add_error(
            "amount",
            _("Working days are whole days, at most %(most)s. Use hours for parts of a day.")
            % {"most": MOST_WORKING_DAYS},
        )
