"""What is a decision called, and which ones are there?"""

from django.db.models import QuerySet

from deployments.models import Decision


def decision_said(decision: Decision) -> str:
    """ "Proposal 2"."""
    return f"{decision.get_kind_display().capitalize()} {decision.number}"


def decisions_said(decisions: QuerySet[Decision]) -> list[tuple[Decision, str]]:
    """The latest first, without their records, which are long."""
    return [(each, decision_said(each)) for each in decisions.defer("record", "rules")]
