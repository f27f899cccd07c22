"""Requirement types, their rules by date of effect, and the single figures of the rule."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roster.admin.configuration import ConfigurationAdmin, FixedSetAdmin
from roster.admin.effect import EffectiveForm
from roster.admin.leads import check_amount
from roster.models import Figure, RequirementRule, RequirementType
from roster.models.requirement import MAY_BE_ZERO, MOST
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import DEFAULT_REQUIREMENTS, NOTICE
from roster.reference.requirements import THEME_LEVEL, UNSTATED_MEDICAL_CLASS, figure_rows
from roster.services.effect import circle_through, has_successor

FIGURES = {figure.code: figure for figure in figure_rows()}
WHOLE = frozenset({"passport_months", "default_stay_days", "small_cell", UNSTATED_MEDICAL_CLASS, THEME_LEVEL})
AT_MOST = {UNSTATED_MEDICAL_CLASS: len(CLASSES), THEME_LEVEL: 5}


@admin.register(RequirementType)
class RequirementTypeAdmin(FixedSetAdmin):
    """The rule knows each by its code. What it takes and who may waive it is in the requirement rules."""

    list_display = ("title", "code", "position", "is_kept_as_clearance")
    search_fields = ("title", "code")
    fields = ("code", "title", "position", "is_kept_as_clearance")
    readonly_fields = ("is_kept_as_clearance",)


class DatedAdmin(ConfigurationAdmin):
    """Rows by date of effect. What has begun is history or in force, and kept; only what is to come can be deleted."""

    @admin.display(description=_("holds"), ordering="effective")
    def holds(self, row: Any) -> str:
        first, after = row.effective.lower, row.effective.upper
        words = [
            _("from %(day)s") % {"day": first} if first else "",
            _("until %(day)s") % {"day": after} if after else "",
        ]
        return " ".join(str(word) for word in words if word) or str(_("always"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An earlier row is ended by the one that follows it, when that is added."""
        fields = super().get_fields(request, obj)
        return fields if obj is None else [field for field in fields if field != "ends_earlier"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None:
            first = obj.effective.lower
            if first is None or first <= timezone.now().date():
                return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.end_earlier()
        super().save_model(request, obj, form, change)
        if not has_successor(obj):
            self.message_user(
                request,
                _("Nothing holds from %(day)s on: the built-in default counts then. Add a row that begins that day.")
                % {"day": obj.effective.upper},
                messages.WARNING,
            )


class RequirementRuleForm(EffectiveForm):
    key = "requirement"
    needs = forms.MultipleChoiceField(
        choices=[(code, row.title) for code, row in DEFAULT_REQUIREMENTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What must be done before. Everything else begins at activation."),
    )

    class Meta:
        model = RequirementRule
        fields = (
            *("requirement", "effective", "ends_earlier", "lead", "amount"),
            *("office", "waivable_by", "needs", "is_enabled"),
        )
        help_texts = {
            "lead": _(
                "For visa, host consent and rest, “cannot be obtained” means that the time is found elsewhere: in the "
                "visa lead times, with the host, in the last deployment. Notice is the person's own, else the tier's."
            ),
            "office": _("Whose working days; empty: those of headquarters."),
            "is_enabled": _("Unticked, the requirement counts as done for everybody."),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        check_amount(self, values)
        requirement = values.get("requirement") or getattr(self.instance, "requirement", None)
        if requirement is not None and values.get("needs") and values.get("effective") is not None:
            circle = circle_through(requirement.code, values["needs"], values["effective"])
            if circle:
                self.add_error(
                    "needs",
                    _("These would wait for each other: %(codes)s. Take one out.") % {"codes": ", ".join(circle)},
                )
        return values


@admin.register(RequirementRule)
class RequirementRuleAdmin(DatedAdmin):
    """To change a rule from a day on, add one that begins that day and end the earlier one with it."""

    form = RequirementRuleForm
    list_display = ("requirement", "holds", "takes", "waivable_by", "is_enabled")
    list_filter = ("requirement", "lead", "waivable_by", "is_enabled")
    list_select_related = ("requirement", "office")
    search_fields = ("requirement__title", "requirement__code")
    autocomplete_fields = ("office",)
    ordering = ("requirement__position", "effective")

    @admin.display(description=_("takes"))
    def takes(self, rule: RequirementRule) -> str:
        if rule.requirement_id == NOTICE:
            return str(_("the person's own, else the tier's"))
        default = DEFAULT_REQUIREMENTS.get(rule.requirement_id)
        if rule.lead == RequirementRule.Lead.NOT_OBTAINABLE:
            is_found_elsewhere = default is not None and default.lead is None
            return str(_("found elsewhere") if is_found_elsewhere else rule.get_lead_display())
        amount = f"{rule.amount.normalize():f}"
        if rule.lead == RequirementRule.Lead.HOURS:
            return str(_("%(amount)s h") % {"amount": amount})
        office = rule.office or _("headquarters")
        return str(_("%(amount)s working days, %(office)s") % {"amount": amount, "office": office})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "requirement") if obj is not None else fields


class FigureForm(EffectiveForm):
    key = "code"
    code = forms.ChoiceField(choices=[(code, figure.title) for code, figure in FIGURES.items()], label=_("figure"))

    class Meta:
        model = Figure
        fields = ("code", "effective", "ends_earlier", "value")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        code, value = values.get("code") or self.instance.code, values.get("value")
        if value is None:
            return values
        if value < 0 or (value == 0 and code not in MAY_BE_ZERO):
            self.add_error("value", _("Use a number above 0."))
        elif value > MOST:
            self.add_error("value", _("Use a number of at most %(most)s.") % {"most": MOST})
        elif code in WHOLE and value != int(value):
            self.add_error("value", _("Use a whole number."))
        elif value > AT_MOST.get(code, value):
            self.add_error("value", _("Use a number up to %(most)s.") % {"most": AT_MOST[code]})
        return values


@admin.register(Figure)
class FigureAdmin(DatedAdmin):
    """The single figures of the rule. To change one from a day on, add a row that begins that day."""

    form = FigureForm
    list_display = ("title", "code", "value", "unit", "holds")
    search_fields = ("title", "code")
    ordering = ("code", "effective")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Title and unit belong to the code and cannot be mistyped."""
        obj.title, obj.unit = FIGURES[obj.code].title, FIGURES[obj.code].unit
        super().save_model(request, obj, form, change)
