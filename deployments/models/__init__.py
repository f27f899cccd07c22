"""What is kept about work, one subject a file."""

from deployments.models.process import Process
from deployments.models.request import Request
from deployments.models.standby import SeatHolding, StandbySeat

__all__ = ["Process", "Request", "SeatHolding", "StandbySeat"]
