"""What a hold on somebody's time needs: the first and the last day, and for what."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roster.windows import Window

LONGEST_DAYS = 366
FARTHEST_DAYS = 5 * 366


class HoldForm(forms.Form):
    """Whole days in UTC, the last one included. `today` is the reader's day; a hold that is over makes no sense."""

    first_day = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(
        label=_("To"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("The last day is included.")
    )
    remark = forms.CharField(label=_("For what"), max_length=200, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if last is not None and last < self.today:
            self.add_error("last_day", _("This day is over. Choose today or a later day."))
        elif last is not None and last - self.today > timedelta(days=FARTHEST_DAYS):
            self.add_error("last_day", _("This is too far ahead. Choose a day within five years."))
        elif first is not None and last is not None and last < first:
            self.add_error("last_day", _("This is before the first day. Choose the first day or a later one."))
        elif first is not None and last is not None and last - first > timedelta(days=LONGEST_DAYS):
            self.add_error("last_day", _("A hold lasts a year at most. Choose an earlier day."))
        return data

    @property
    def window(self) -> Window:
        """From midnight before the first day to midnight after the last, UTC. Only of a valid form."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        midnight = time(tzinfo=UTC)
        return Window(datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight))
