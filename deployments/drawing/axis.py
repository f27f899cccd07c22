"""Where do the ticks of a call's window stand? Hours on a short one; whole days on one longer than a week."""

from dataclasses import replace
from datetime import timedelta
from math import ceil

from deployments.sentences.lengths import days_said
from roster.charts import Scale, Tick, hour_step, hour_ticks

WEEK = 168


def window_ticks(scale: Scale, *, least: int) -> list[Tick]:
    """From the start of the scale, at least `least` hours apart."""
    hours = (scale.end - scale.start) / timedelta(hours=1)
    step = max(hour_step(hours), least)
    if hours <= WEEK:
        return hour_ticks(scale, every=step)
    days = ceil(step / 24)
    ticks = hour_ticks(scale, every=24 * days)
    return [replace(tick, label=days_said(days * place)) if place else tick for place, tick in enumerate(ticks)]
