"""What did the last step of a request change, as its history has it? Nothing when the last change was no step."""

from typing import Any

from deployments.models import Request
from roster.loaders.versions import context_of, event_model

STEP = "request-step"
MOVED = ("state", "received_at", "approved_at", "activated_at")
"""What steps write."""


def last_step(request: Request) -> dict[str, Any] | None:
    """The values before the step, by column; `None` when the request's last change was something else."""
    events = list(event_model(Request).objects.filter(pgh_obj_id=request.pk).order_by("-pgh_id")[:2])
    if len(events) < 2 or context_of(events[0]).get("step") != STEP:
        return None
    return {name: getattr(events[1], name) for name in MOVED if getattr(events[1], name) != getattr(events[0], name)}
