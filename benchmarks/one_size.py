"""Every measurement on a roster of n people, in the database that DATABASE_URL names; prints JSON."""

import argparse
import json
import os
import sys
from dataclasses import asdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from benchmarks import asking, over_http  # noqa: E402
from benchmarks.data import make_roster  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, required=True)
    arguments.add_argument("--rounds", type=int, required=True)
    arguments.add_argument("--seconds", type=float, required=True, help="What a slow way may take altogether.")
    asked = arguments.parse_args()
    steps = make_roster(asked.people)
    taken = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in steps.items())
    print(f"{asked.people:,} people: {taken}", file=sys.stderr, flush=True)
    found = asking.measure(asked.rounds, asked.seconds) | over_http.measure(asked.rounds, asked.seconds)
    timings = {title: {way: asdict(taken) for way, taken in ways.items()} for title, ways in found.items()}
    print(json.dumps({"people": asked.people, "steps": steps, "timings": timings}))


if __name__ == "__main__":
    main()
