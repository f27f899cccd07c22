"""Countries and regions: what a destination asks of everybody, and which names are understood."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roster.admin.configuration import ConfigurationAdmin, FixedSetAdmin
from roster.admin.fields import LinesField
from roster.models import Country, Region
from roster.reference.regions import REGIONS

ALIASES_HELP = _("Other names, one a line.")


class CountryForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)

    class Meta:
        model = Country
        fields = ("name", "aliases", "needs_ssafe", "needs_yellow_fever")


@admin.register(Country)
class CountryAdmin(FixedSetAdmin):
    """Where SSAFE and the yellow fever certificate are asked for. Both lists are assumptions until they are checked."""

    form = CountryForm
    list_display = ("name", "code", "alpha2", "is_member_state", "needs_ssafe", "needs_yellow_fever")
    list_filter = ("needs_ssafe", "needs_yellow_fever", "is_member_state", "regions")
    search_fields = ("name", "code", "alpha2", "aliases")
    fields = ("code", "alpha2", "is_member_state", "name", "aliases", "needs_ssafe", "needs_yellow_fever")
    readonly_fields = ("alpha2", "is_member_state")


class RegionForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)

    class Meta:
        model = Region
        fields = ("code", "title", "aliases", "countries")


@admin.register(Region)
class RegionAdmin(ConfigurationAdmin):
    form = RegionForm
    list_display = ("title", "code", "number_of_countries")
    search_fields = ("title", "code", "aliases")
    filter_horizontal = ("countries",)
    delivered = frozenset(region.code for region in REGIONS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:  # noqa: ARG002
        return Region.objects.annotate(number=Count("countries"))

    @admin.display(description=_("countries"), ordering="number")
    def number_of_countries(self, region: Any) -> int:
        number: int = region.number
        return number
