"""Which seats does the standing team have? The only table about work that administrators keep; people are not here."""

from django.contrib import admin

from deployments.models import StandbySeat
from roster.admin.configuration import ConfigurationAdmin


@admin.register(StandbySeat)
class StandbySeatAdmin(ConfigurationAdmin):
    """Who holds a seat comes with the unit's workbook; which seats there are can be changed here."""

    list_display = ("code", "theme", "position")
    list_filter = ("theme",)
    list_select_related = ("theme",)
    search_fields = ("code", "theme__title")
    autocomplete_fields = ("theme",)
