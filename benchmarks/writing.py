"""Somebody else writes while questions are asked: one clearance after the other gets another end, some a second."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

PER_SECOND = 20
CHANGE = """
UPDATE roster_clearance SET valid = tstzrange(lower(valid), upper(valid) + interval '1 day')
 WHERE id = (SELECT id FROM roster_clearance WHERE state = 'granted' AND upper(valid) IS NOT NULL AND id >= %s
              ORDER BY id LIMIT 1)
"""


@contextmanager
def writes_going_on() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.writing"], env=os.environ)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def main() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        (count,) = connection.execute("SELECT max(id) FROM roster_clearance").fetchone() or (1,)
        number = 0
        while True:
            number += 1
            connection.execute(CHANGE, [number * 7919 % count])
            time.sleep(1 / PER_SECOND)


if __name__ == "__main__":
    main()
