"""`python -m tests.pure.oracle 5000 [FIRST]`: hold the engine against the oracle on so many drawn worlds, by hand."""

import argparse
import sys

from tests.pure.oracle.comparing import differences, explain
from tests.pure.oracle.worlds import world

SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.pure.oracle", description=__doc__)
    parser.add_argument("worlds", type=int, help="how many worlds to draw")
    parser.add_argument("first", type=int, nargs="?", default=0, help="the first seed (0)")
    asked = parser.parse_args()
    failed: list[int] = []
    for seed in range(asked.first, asked.first + asked.worlds):
        drawn = world(seed)
        found = differences(drawn)
        if found and len(failed) < SHOWN:
            found = [explain(drawn)]
        if found:
            failed.append(seed)
            print(f"--- seed {seed}", *found, sep="\n", flush=True)
    print(f"{asked.worlds} worlds, {len(failed)} differ: {failed[:40]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
