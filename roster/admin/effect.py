"""The part of a form that says when a row holds: overlaps are refused in a sentence, or the earlier row is ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roster.admin.fields import PeriodField
from roster.services.effect import Dated, end_on, overlapping


class EffectiveForm(forms.ModelForm):  # type: ignore[type-arg]
    """`key` names the field whose rows must not overlap. Saving ends the earlier row where that was asked for."""

    key = ""
    effective = PeriodField(
        label=_("holds"),
        help_text=_("From the first day to the first day on which it no longer holds. Leave either open."),
    )
    ends_earlier = forms.BooleanField(
        label=_("end the earlier row"),
        required=False,
        help_text=_("The row that holds until now ends on the first day of this one."),
    )
    earlier: Dated | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("effective") is not None and not self.errors:
            self._check_overlap(values)
        return values

    def _check_overlap(self, values: dict[str, Any]) -> None:
        row = self._meta.model(pk=self.instance.pk, effective=values["effective"])
        # On a change page the key is shown, not asked for.
        setattr(row, self.key, values.get(self.key) or getattr(self.instance, self.key))
        at_odds = overlapping(row)
        if not at_odds:
            return
        first_day, other = values["effective"].lower, at_odds[0]
        begins_before = first_day is not None and (other.effective.lower is None or other.effective.lower < first_day)
        if values.get("ends_earlier") and begins_before and len(at_odds) == 1:
            self.earlier = other
            return
        self.add_error(
            "effective",
            _("“%(row)s” holds %(first)s %(after)s. Choose other days, or end that row first.")
            % {
                "row": other,
                "first": _("from %(day)s") % {"day": other.effective.lower} if other.effective.lower else _("already"),
                "after": _("until %(day)s") % {"day": other.effective.upper}
                if other.effective.upper
                else _("without end"),
            },
        )

    def _get_validation_exclusions(self) -> set[str]:
        """The overlap has been looked at in words; the model's own check would not know of the row to be ended."""
        return {*super()._get_validation_exclusions(), "effective"}  # type: ignore[misc]

    def end_earlier(self) -> None:
        """Called before the new row is written, in the same transaction."""
        if self.earlier is not None and self.cleaned_data["effective"].lower is not None:
            end_on(self.earlier, self.cleaned_data["effective"].lower)
