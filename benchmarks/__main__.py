"""Measure the product against its yardsticks: python -m benchmarks [--people 1000 10000 100000].

Each size gets a database of its own on a throw-away server, fictional people, and a process of its own. The figures go
to benchmarks/RESULTS.md. Absolute times are this machine's; ratios and exponents are what to compare.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from benchmarks.report import report
from benchmarks.timing import Timing
from config.running.throwaway import start_throwaway_servers

RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--rounds", type=int, default=30)
    arguments.add_argument("--seconds", type=float, default=120, help="What a slow way may take altogether.")
    asked = arguments.parse_args()
    os.environ.setdefault("SECRET_KEY", "for-benchmarks-only-" + "x" * 40)
    start_throwaway_servers()
    measured = {people: of_size(people, asked.rounds, asked.seconds) for people in sorted(asked.people)}
    by_title: dict[str, dict[int, dict[str, Timing]]] = defaultdict(dict)
    for people, found in measured.items():
        for title, ways in found["timings"].items():
            by_title[title][people] = {way: Timing(**taken) for way, taken in ways.items()}
    steps = {people: found["steps"] for people, found in measured.items()}
    RESULTS.write_text(report(by_title, steps, machine=machine(), day=datetime.now(UTC).date()))
    print(f"Written: {RESULTS}")


def of_size(people: int, rounds: int, seconds: float) -> dict[str, Any]:
    server = os.environ["DATABASE_URL"]
    name = f"people_{people}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    command = [sys.executable, "-m", "benchmarks.one_size", f"--people={people}", f"--rounds={rounds}"]
    done = subprocess.run(
        [*command, f"--seconds={seconds}"],
        env=os.environ | {"DATABASE_URL": make_conninfo(server, dbname=name), "DEMO": "1"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def machine() -> str:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        version = connection.info.server_version // 10000
    # More than the cores: other work ran beside, and every time is longer than it need be.
    load = os.getloadavg()[2]
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, PostgreSQL {version}, load {load:.1f} at the end"
    )


if __name__ == "__main__":
    main()
