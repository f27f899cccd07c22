"""Visa rules, and how long each kind of visa takes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roster.admin.configuration import ConfigurationAdmin
from roster.admin.leads import check_amount
from roster.models import Country, VisaLeadTime, VisaRule
from roster.reference.passport_index import LAISSEZ_PASSER


class VisaRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = VisaRule
        fields = ("document", "destination", "kind", "days")
        help_texts = {"document": _("Alpha-3 code of the passport's country, or UNO for a laissez-passer.")}

    def clean_document(self) -> str:
        document = str(self.cleaned_data["document"]).strip().upper()
        if document != LAISSEZ_PASSER and not Country.objects.filter(code=document).exists():
            raise forms.ValidationError(
                _("“%(code)s” is not the code of a country. Use three letters such as KEN, or UNO."),
                params={"code": document},
            )
        return document

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("days") is not None and values.get("kind") not in (None, VisaRule.Kind.FREE):
            self.add_error("days", _("Only a stay without a visa is limited in days. Leave this empty."))
        if values.get("days") == 0:
            self.add_error("days", _("A stay lasts at least a day. Leave this empty where there is no limit."))
        return values


@admin.register(VisaRule)
class VisaRuleAdmin(ConfigurationAdmin):
    """Filled by “manage.py load_visa_rules FILE”, which also changes back what is changed here by hand.

    A document and destination without a row count as needing a visa from a consulate.
    """

    form = VisaRuleForm
    list_display = ("document", "destination", "kind", "days")
    list_display_links = ("document", "destination")
    list_filter = ("kind",)
    list_select_related = ("destination",)
    search_fields = ("=document", "destination__name", "=destination__code")
    autocomplete_fields = ("destination",)
    ordering = ("document", "destination_id")


class VisaLeadTimeForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = VisaLeadTime
        fields = ("kind", "destination", "lead", "amount", "office")
        help_texts = {
            "destination": _("Empty: everywhere that has no row of its own."),
            "amount": _("Hours, or working days."),
            "office": _("Whose working days; empty: those of the destination's consulate."),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        check_amount(self, values)
        return values


@admin.register(VisaLeadTime)
class VisaLeadTimeAdmin(ConfigurationAdmin):
    form = VisaLeadTimeForm
    list_display = ("kind", "destination", "lead", "amount", "office")
    list_filter = ("kind", ("destination", admin.EmptyFieldListFilter))
    list_select_related = ("destination", "office")
    search_fields = ("destination__name", "=destination__code")
    autocomplete_fields = ("destination", "office")
    ordering = ("kind", "destination__name")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Without the row that holds everywhere, no visa of that kind could ever be had."""
        if isinstance(obj, VisaLeadTime) and obj.destination_id is None:
            return False
        return super().has_delete_permission(request, obj)
