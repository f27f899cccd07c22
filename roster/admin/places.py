"""Places, journeys between them, and the places for which readiness is kept at all times."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import check_time_zone
from roster.admin.configuration import ConfigurationAdmin
from roster.admin.countries import ALIASES_HELP
from roster.admin.fields import LinesField
from roster.models import Figure, Place, ReferenceDestination, TravelTime
from roster.reference.places import places

STAY = "default_stay_days"


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)
    latitude = forms.FloatField(min_value=-90, max_value=90, help_text=_("Degrees, north is positive."))
    longitude = forms.FloatField(min_value=-180, max_value=180, help_text=_("Degrees, east is positive."))
    timezone = forms.CharField(max_length=64, validators=[check_time_zone], help_text=_("Such as Africa/Nairobi."))

    class Meta:
        model = Place
        fields = (
            "code",
            "name",
            "country",
            "timezone",
            "latitude",
            "longitude",
            "is_capital",
            "hardship_class",
            "aliases",
        )


@admin.register(Place)
class PlaceAdmin(ConfigurationAdmin):
    """A place that somebody lives in or is sent to cannot be deleted."""

    form = PlaceForm
    list_display = ("name", "code", "country", "timezone", "is_capital", "hardship_class")
    list_filter = ("is_capital", "hardship_class", "country__regions")
    list_select_related = ("country",)
    search_fields = ("name", "code", "aliases", "country__name")
    autocomplete_fields = ("country",)
    delivered = frozenset(place.code for place in places())


class TravelTimeForm(forms.ModelForm):  # type: ignore[type-arg]
    hours = forms.DecimalField(
        min_value=0.25,
        max_digits=5,
        decimal_places=2,
        help_text=_("Door to door. Without a row the time is estimated from the distance and marked as an estimate."),
    )

    class Meta:
        model = TravelTime
        fields = ("origin", "destination", "hours")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("origin") and values.get("origin") == values.get("destination"):
            self.add_error("destination", _("A journey ends somewhere else. Choose another place."))
        return values


@admin.register(TravelTime)
class TravelTimeAdmin(ConfigurationAdmin):
    """The other direction takes the same, unless it has a row of its own."""

    form = TravelTimeForm
    list_display = ("origin", "destination", "hours")
    list_display_links = ("origin", "destination")
    list_select_related = ("origin", "destination")
    search_fields = ("origin__name", "origin__code", "destination__name", "destination__code")
    autocomplete_fields = ("origin", "destination")
    ordering = ("origin__name", "destination__name")


@admin.register(ReferenceDestination)
class ReferenceDestinationAdmin(ConfigurationAdmin):
    """Never deleted, since every change of level is recorded under it; switched off instead."""

    list_display = ("place", "reason", "stay_days", "position", "is_active")
    list_editable = ("position", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("place",)
    search_fields = ("place__name", "place__code", "reason")
    autocomplete_fields = ("place",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        figure = Figure.objects.filter(code=STAY, effective__contains=timezone.now().date()).first()
        stay = {"stay_days": int(figure.value)} if figure else {}
        return {**super().get_changeform_initial_data(request), **stay}
