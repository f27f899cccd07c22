"""Offices, their opening hours and weekends, and the days on which they are closed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import check_time_zone
from roster.admin.configuration import ConfigurationAdmin
from roster.admin.fields import WEEKDAYS, WeekendField
from roster.models import Office, OfficeClosure
from roster.reference.offices import offices
from roster.services.closures import renew_holidays


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    weekend = WeekendField(help_text=_("Days on which the office is always closed."))
    timezone = forms.CharField(max_length=64, validators=[check_time_zone], help_text=_("Such as Africa/Nairobi."))

    class Meta:
        model = Office
        fields = ("code", "name", "country", "timezone", "opens", "closes", "weekend")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        opens, closes = values.get("opens"), values.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", _("The office must close after it opens, on the same day."))
        return values


@admin.register(Office)
class OfficeAdmin(ConfigurationAdmin):
    """Working days of a lead time are counted here. The unit's own office is “headquarters”."""

    form = OfficeForm
    list_display = ("name", "code", "timezone", "opens", "closes", "closed_on")
    list_filter = ("country__regions",)
    list_select_related = ("country",)
    search_fields = ("name", "code", "country__name")
    autocomplete_fields = ("country",)
    delivered = frozenset(office.code for office in offices())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """An office without its country's public holidays would seem to work through them, and so be too fast."""
        super().save_model(request, obj, form, change)
        if not change or "country" in form.changed_data:
            renew_holidays(now=timezone.now(), office_ids=[obj.pk])

    @admin.display(description=_("weekend"))
    def closed_on(self, office: Office) -> str:
        names = dict(WEEKDAYS)
        return ", ".join(str(names[day]) for day in office.weekend)


class OfficeClosureForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = OfficeClosure
        fields = ("office", "day", "name", "is_public_holiday")
        help_texts = {
            "is_public_holiday": _(
                "Renewed from public calendars by “manage.py load_reference --holidays”. Untick it to keep the day."
            )
        }


@admin.register(OfficeClosure)
class OfficeClosureAdmin(ConfigurationAdmin):
    form = OfficeClosureForm
    list_display = ("day", "office", "name", "is_public_holiday")
    list_filter = ("is_public_holiday",)
    list_select_related = ("office",)
    date_hierarchy = "day"
    search_fields = ("office__name", "office__code", "name")
    autocomplete_fields = ("office",)
