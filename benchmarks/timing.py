"""How long does a question take? Many runs of several ways, in turn, so that a noisy machine hits them all."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

LEAST_ROUNDS = 30
Ask = Callable[[int], object]
"""A way to ask; the number is the round, so that each round may ask another question of the same kind."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds. `cold` is the first round, before anything is in a cache."""

    cold: float
    median: float
    p99: float
    rounds: int


def timed(ask: Ask, number: int) -> float:
    began = time.perf_counter()
    ask(number)
    return (time.perf_counter() - began) * 1000


def compare(ways: Mapping[str, Ask], *, rounds: int, seconds: float) -> dict[str, Timing]:
    """Every way once in each of `rounds`; a slow way stops after `seconds`, with LEAST_ROUNDS at least."""
    cold = {name: timed(ask, 0) for name, ask in ways.items()}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    gc.collect()
    gc.disable()
    try:
        for number in range(1, rounds + 1):
            for name, ask in ways.items():
                if len(taken[name]) < LEAST_ROUNDS or sum(taken[name]) < seconds * 1000:
                    taken[name].append(timed(ask, number))
    finally:
        gc.enable()
    return {name: summed_up(cold[name], runs) for name, runs in taken.items()}


def summed_up(cold: float, runs: list[float]) -> Timing:
    ordered = sorted(runs)
    last = min(len(ordered) - 1, round(0.99 * len(ordered)))
    return Timing(cold, median(ordered), ordered[last], len(ordered))
