"""What is a decision called, and which ones are there on a request?"""

from deployments.models import Decision, Request


def decision_said(decision: Decision) -> str:
    """ "Proposal 2"."""
    return f"{decision.get_kind_display().capitalize()} {decision.number}"


def decisions_said(request: Request) -> list[tuple[Decision, str]]:
    """The latest first, without their records, which are long."""
    return [(each, decision_said(each)) for each in request.decisions.defer("record", "rules")]
