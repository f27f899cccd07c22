"""Form fields of the configuration pages: one alias a line, days of the week, a period with open ends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.postgres.forms import DateRangeField, RangeWidget
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)


class LinesField(forms.CharField):
    """A list of texts, one a line; an alias may hold a comma."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "widget": forms.Textarea(attrs={"rows": 4, "cols": 60}), **kwargs}
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Blank lines and repetitions are left out."""
        lines = (line.strip() for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class WeekendField(forms.TypedMultipleChoiceField):
    """Days of the week as numbers; Monday is 0. Not all seven: an office that never opens issues nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "widget": forms.CheckboxSelectMultiple, **kwargs}
        super().__init__(choices=WEEKDAYS, coerce=int, **kwargs)

    def clean(self, value: Any) -> list[int]:
        days: list[int] = sorted(super().clean(value))
        if len(days) == len(WEEKDAYS):
            raise forms.ValidationError(_("Leave at least one working day: this office would never open."))
        return days


class PeriodWidget(RangeWidget):
    """Two dates, each saying which it is."""

    def __init__(self) -> None:
        names = (_("from"), _("until"))
        dates = [AdminDateWidget(attrs={"placeholder": name, "aria-label": name}) for name in names]
        # A range's own constructor would show one and the same widget twice.
        forms.MultiWidget.__init__(self, dates)


class PeriodField(DateRangeField):
    """From the first day to the first day after; either may be left open, and both."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "widget": PeriodWidget(), **kwargs}
        super().__init__(**kwargs)

    def compress(self, values: Sequence[Any]) -> DateRange:
        first, after = values or (None, None)
        if first is not None and after is not None and first >= after:
            raise forms.ValidationError(
                _("The period is empty. The second day, the first on which it no longer holds, must come later.")
            )
        return DateRange(first, after)
