"""What may be recorded of a clearance, and who may waive it? Medical and vetting are never waived (domain.md §5)."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from roster.models import Clearance, RequirementRule
from roster.models.clearance import ClearanceState, not_a_class
from roster.readiness.hardship import CLASSES
from roster.readiness.requirements import MEDICAL, VETTING, VISA
from roster.services.editing.outcomes import Author, Refusal

NEVER_WAIVED = frozenset({MEDICAL, VETTING})


def refuse_clearance(row: Clearance, before: Clearance | None, author: Author, now: datetime) -> list[Refusal]:
    """What contradicts itself; and waivers by those who may not grant, change or lift them."""
    is_waiver = row.state == ClearanceState.WAIVED
    if is_waiver:
        row.waived_by = author.user.get_full_name()
    if is_waiver or (before is not None and before.state == ClearanceState.WAIVED):
        return refuse_waiver(row if is_waiver else before or row, author, now)
    if not author.pen.roster:
        return [Refusal("not_yours", _("You may record waivers only. Ask a mediation support officer."), "state")]
    refusals = []
    if row.has_no_expiry and row.valid is not None and row.valid.upper is not None:
        refusals.append(
            Refusal("end_and_none", _("It has a last day and holds for good: choose one."), "has_no_expiry")
        )
    if row.requirement_id == MEDICAL and row.variant not in ("", *CLASSES):
        refusals.append(Refusal("no_hardship_class", not_a_class(), "variant"))
    if row.requirement_id == VISA and row.country_id is None:
        refusals.append(Refusal("visa_for_nowhere", _("Choose the country that the visa is for."), "country"))
    if row.state == ClearanceState.EXPIRED and row.valid is not None and _ends_after(row, now):
        refusals.append(
            Refusal("not_over", _("It is not over yet: choose another state, or an earlier last day."), "state")
        )
    return refusals


def refuse_waiver(row: Clearance, author: Author, now: datetime) -> list[Refusal]:
    """A waiver by somebody without the right to it, of something that nobody waives, or without a reason."""
    title = row.requirement.title
    who = waiver_of(row.requirement_id, now)
    if row.requirement_id in NEVER_WAIVED or not who:
        return [Refusal("never_waived", _("%(title)s is never waived.") % {"title": title}, "requirement")]
    if who not in author.pen.waives:
        asked = RequirementRule.Waiver(who).label
        return [
            Refusal(
                "not_yours_to_waive",
                _("%(title)s is waived by the %(who)s only. Ask there.") % {"title": title, "who": asked},
                "requirement",
            )
        ]
    if not row.waiver_reason.strip():
        return [Refusal("no_reason", _("Say why it is waived."), "waiver_reason")]
    return []


def waiver_of(requirement: str, now: datetime) -> str:
    """Whose waiver counts for a requirement today, as `RequirementRule.Waiver`; "" for nobody's."""
    day = now.astimezone(UTC).date()
    rule = RequirementRule.objects.filter(requirement=requirement, effective__contains=day, is_enabled=True).first()
    return rule.waivable_by if rule is not None else ""


def waivable(pen_waives: frozenset[str], now: datetime) -> list[str]:
    """Codes of the requirements that somebody with these waivers may waive today."""
    day = now.astimezone(UTC).date()
    rules = RequirementRule.objects.filter(effective__contains=day, is_enabled=True, waivable_by__in=pen_waives)
    return [code for code in rules.values_list("requirement_id", flat=True) if code not in NEVER_WAIVED]


def _ends_after(row: Clearance, now: datetime) -> bool:
    return row.valid.upper is None or row.valid.upper > now
