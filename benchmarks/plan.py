"""Measure the answer to a call: python -m benchmarks.plan [--people 10000].

From stored people to the page of a request, in parts, beside the bare SQL and solver. Each size gets a database of its
own on a throw-away server and a process of its own; the figures go to benchmarks/PLAN.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from benchmarks.__main__ import machine
from benchmarks.plan_report import report
from config.running.throwaway import start_throwaway_servers

RESULTS = Path(__file__).parent / "PLAN.md"
COLLECT = (sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, nargs="+", default=[1_000, 10_000])
    arguments.add_argument("--rounds", type=int, default=44)
    asked = arguments.parse_args()
    os.environ.setdefault("SECRET_KEY", "for-benchmarks-only-" + "x" * 40)
    start_throwaway_servers()
    with tempfile.TemporaryDirectory() as static:
        found = {people: of_size(people, asked.rounds, static) for people in sorted(asked.people)}
    RESULTS.write_text(report(found, machine=machine(), day=datetime.now(UTC).date()))
    print(f"Written: {RESULTS}")


def of_size(people: int, rounds: int, static: str) -> dict[str, Any]:
    server = os.environ["DATABASE_URL"]
    name = f"plan_{people}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    stated = {"DATABASE_URL": make_conninfo(server, dbname=name), "DEMO": "1", "DEBUG": "0", "STATIC_ROOT": static}
    subprocess.run(COLLECT, check=True, env=os.environ | stated)
    command = [sys.executable, "-m", "benchmarks.plan_parts", f"--people={people}", f"--rounds={rounds}"]
    done = subprocess.run(command, env=os.environ | stated, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
