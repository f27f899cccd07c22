"""Which seats does the standing team have, and with which seats does each kind of request start? Never about people."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deployments.models import ProfileSlot, RequestKind, StandbySeat
from deployments.reference.request_kinds import KINDS
from deployments.seats import asks_for_nothing, seat_refusals
from roster.admin.configuration import ConfigurationAdmin
from roster.importing.text import fold
from roster.models import Theme


@admin.register(StandbySeat)
class StandbySeatAdmin(ConfigurationAdmin):
    """Who holds a seat comes with the unit's workbook; which seats there are can be changed here."""

    list_display = ("code", "theme", "position")
    list_filter = ("theme",)
    list_select_related = ("theme",)
    search_fields = ("code", "theme__title")
    autocomplete_fields = ("theme",)


class ProfileSlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """Codes and levels are held against what the roster knows, as in the form of a request."""

    class Meta:
        model = ProfileSlot
        fields = ["code", "position", "title", "kind", "role", "themes", "all_themes", "languages", "min_grade"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("themes", "all_themes", "languages"):
            if name in data and data[name] is None:
                data[name] = {}
        seat = ProfileSlot(**{name: data[name] for name in self._meta.fields or () if name in data})
        for each in seat_refusals(seat, themes=frozenset(Theme.objects.values_list("code", flat=True))):
            if each.field not in self.errors:
                self.add_error(each.field, each.sentence)
        if not self.errors and asks_for_nothing(seat):
            self.add_error("themes", _("Name a theme with its level, or a support role: everybody would fit."))
        return data


class ProfileSlotInline(admin.StackedInline):  # type: ignore[type-arg]
    """Themes and languages are written as {"electoral": 4} and {"fr": "C1"}."""

    model = ProfileSlot
    form = ProfileSlotForm
    extra = 0


class RequestKindForm(forms.ModelForm):  # type: ignore[type-arg]
    """A word means one kind only."""

    class Meta:
        model = RequestKind
        fields = (
            *("code", "title", "aliases", "position", "delivery", "stay_days", "min_share_women"),
            *("valid_from", "valid_until"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        code = data.get("code") or self.instance.code
        own = {fold(word) for word in (code or "", data.get("title") or "", *(data.get("aliases") or ()))} - {""}
        for other in RequestKind.objects.exclude(pk=code or ""):
            shared = own & {fold(word) for word in (other.code, other.title, *other.aliases)}
            if shared:
                words = {"word": sorted(shared)[0], "kind": other.title}
                raise ValidationError(_("“%(word)s” already means “%(kind)s”. Choose another word.") % words)
        return data


@admin.register(RequestKind)
class RequestKindAdmin(ConfigurationAdmin):
    """The profile of a kind is what a new request starts with; requests that are there stay as they are."""

    delivered = frozenset(row.code for row in KINDS)
    form = RequestKindForm
    inlines = (ProfileSlotInline,)
    list_display = ("title", "code", "position", "delivery", "stay_days", "valid_until")
    search_fields = ("title", "code")
