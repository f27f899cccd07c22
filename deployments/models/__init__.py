"""What is kept about work, one subject a file."""

from deployments.models.decision import Decision, RestrictedRecord
from deployments.models.process import LeadActor, Modality, Process, ProcessParty, ProcessReader
from deployments.models.request import ConditionState, Request, RequestNumber, RequestSlot, SeatChoice
from deployments.models.request_kind import Delivery, ProfileSlot, RequestKind
from deployments.models.seat_wanted import SeatWanted
from deployments.models.standby import SeatHolding, StandbySeat

__all__ = [
    "ConditionState",
    "Decision",
    "Delivery",
    "LeadActor",
    "Modality",
    "Process",
    "ProcessParty",
    "ProcessReader",
    "ProfileSlot",
    "Request",
    "RequestKind",
    "RequestNumber",
    "RequestSlot",
    "RestrictedRecord",
    "SeatChoice",
    "SeatHolding",
    "SeatWanted",
    "StandbySeat",
]
