"""How much memory does everything that `make run` started hold now? Prints a table; exits 1 above the promised 600 MB.

Counted is the proportional set size of Linux: a page shared by n processes counts one n-th for each, so the sum is what
the machine would get back. Unlike the sum of resident sizes, it does not count PostgreSQL's shared memory many times.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from config.running.state import read_running, state_folder

LIMIT_MB = 600


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may contain anything: the fields count from its closing bracket.
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))

    def walk(one: int) -> Iterator[int]:
        yield one
        for child in children.get(one, []):
            yield from walk(child)

    return list(walk(pid))


def proportional_kb(pid: int) -> int:
    """The proportional set size of a process; 0 for one that has just ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def description(pid: int) -> str:
    """The command line, shortened to what tells the processes apart."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return "(ended)"
    return " ".join([Path(words[0]).name if words[0].startswith("/") else words[0], *words[1:7]]).strip()[:90]


def main() -> None:
    running = read_running(state_folder(os.environ))
    if running is None:
        sys.exit("Nothing is running: start the product with `make run`, then measure in another terminal.")
    sizes = [(pid, proportional_kb(pid)) for pid in family(running.pid)]
    for pid, size in sizes:
        print(f"{size / 1024:8.1f} MB  {description(pid)}")
    total = sum(size for _, size in sizes) / 1024
    print(f"{total:8.1f} MB  in all, of {LIMIT_MB} MB")
    sys.exit(total > LIMIT_MB)


if __name__ == "__main__":
    main()
