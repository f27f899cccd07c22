"""Themes, grades, pools and tiers: the words of the unit, and the figures that hang on them."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from roster.admin.configuration import ConfigurationAdmin, FixedSetAdmin
from roster.admin.countries import ALIASES_HELP
from roster.admin.fields import LinesField
from roster.models import Grade, Pool, Theme, Tier
from roster.reference.vocabulary import GRADES, POOLS, THEMES


class ThemeForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)

    class Meta:
        model = Theme
        fields = (
            *("code", "title", "aliases", "is_founding", "broader"),
            *("valid_from", "valid_until", "succeeded_by", "position"),
        )

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        first, after = values.get("valid_from"), values.get("valid_until")
        if first and after and first >= after:
            self.add_error("valid_until", _("The theme must end after it begins."))
        for field in ("broader", "succeeded_by"):
            if values.get(field) and values[field].pk == self.instance.pk:
                self.add_error(field, _("Choose another theme than this one."))
        return values


@admin.register(Theme)
class ThemeAdmin(ConfigurationAdmin):
    """A theme that is no longer used gets an end and, where there is one, a successor; it is not deleted."""

    form = ThemeForm
    list_display = ("title", "code", "is_founding", "broader", "valid_from", "valid_until", "succeeded_by")
    list_filter = ("is_founding",)
    list_select_related = ("broader", "succeeded_by")
    search_fields = ("title", "code", "aliases")
    delivered = frozenset(theme.code for theme in THEMES)


class GradeForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)

    class Meta:
        model = Grade
        fields = ("code", "position", "is_senior", "aliases")


@admin.register(Grade)
class GradeAdmin(ConfigurationAdmin):
    """“Senior” in every target and figure means the grades that are ticked here."""

    form = GradeForm
    list_display = ("code", "position", "is_senior")
    list_filter = ("is_senior",)
    search_fields = ("code", "aliases")
    delivered = frozenset(grade.code for grade in GRADES)


class PoolForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)

    class Meta:
        model = Pool
        fields = ("code", "title", "position", "aliases")


@admin.register(Pool)
class PoolAdmin(ConfigurationAdmin):
    form = PoolForm
    list_display = ("title", "code", "position")
    search_fields = ("title", "code", "aliases")
    delivered = frozenset(pool.code for pool in POOLS)


class TierForm(forms.ModelForm):  # type: ignore[type-arg]
    aliases = LinesField(help_text=ALIASES_HELP)

    class Meta:
        model = Tier
        fields = (
            *("title", "position", "promise_hours", "stale_after_days"),
            *("contract_is_issued", "default_notice_hours", "aliases"),
        )


@admin.register(Tier)
class TierAdmin(FixedSetAdmin):
    """The promise, how soon a confirmation is stale, whether the contract is pre-issued, and the usual notice."""

    form = TierForm
    list_display = (
        *("title", "code", "promise_hours", "stale_after_days"),
        *("contract_is_issued", "default_notice_hours"),
    )
    search_fields = ("title", "code", "aliases")
    fields = ("code", *TierForm.Meta.fields)
