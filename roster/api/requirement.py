"""Requirements: what must be done before departure, how long it takes and who may waive it, on a day."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import page_of
from accounts.api.views import ApiView
from accounts.scopes import Scope
from roster.api.pages import page_body, told_page
from roster.models import RequirementRule, RequirementType


class RuleBody(serializers.ModelSerializer[RequirementRule]):
    """A rule during its period; `office` names the office whose working days count."""

    office = serializers.CharField(source="office.code", default=None, allow_null=True)
    amount = serializers.FloatField()
    needs = serializers.ListField(child=serializers.CharField(), help_text="Codes to be done before.")
    effective_from = serializers.DateField(source="effective.lower", allow_null=True)
    effective_until = serializers.DateField(source="effective.upper", allow_null=True)
    waivable_by = serializers.CharField(allow_blank=True, help_text="Empty: nobody may waive it.")
    lead = serializers.CharField(help_text="`hours`, `working_days` or `not_obtainable`.")

    class Meta:
        model = RequirementRule
        fields = ("lead", "amount", "office", "waivable_by", "needs", "is_enabled", "effective_from", "effective_until")


class RequirementBody(serializers.ModelSerializer[RequirementType]):
    """A requirement with the rule in force on the day asked about; null where only the default counts."""

    rule = serializers.SerializerMethodField()

    class Meta:
        model = RequirementType
        fields = ("code", "title", "is_kept_as_clearance", "rule")

    def get_rule(self, requirement: RequirementType) -> dict[str, Any] | None:
        rules = list(requirement.rules.all())
        return dict(RuleBody(rules[0]).data) if rules else None


class RequirementQuery(serializers.Serializer[Any]):
    on = serializers.DateField(required=False, help_text="The day whose rules are asked for; today (UTC) without it.")


class Requirements(ApiView):
    """The requirements, by code, with the rules in force on a day."""

    scopes = {"GET": Scope.VOCABULARY}
    query = RequirementQuery
    answers = {"GET": page_body(RequirementBody)}
    paged = True

    def get(self, request: Request) -> Response:
        day = self.asked(request).get("on") or timezone.now().date()
        rules = RequirementRule.objects.filter(effective__contains=day).select_related("office")
        rows = RequirementType.objects.prefetch_related(Prefetch("rules", rules))
        page: Any = page_of(request, rows, "code", on=day.isoformat())
        return Response(told_page(page, RequirementBody))
