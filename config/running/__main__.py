"""Run the product on this machine: `make run`."""

import os
import sys
from contextlib import suppress

from config.running.errors import CannotRunError
from config.running.product import run_product


def say(line: str) -> None:
    """Tell the person at the terminal. A terminal that was closed must not keep the servers from being ended."""
    with suppress(OSError):
        print(line, flush=True)


def main() -> None:
    try:
        run_product(os.environ, say)
    except CannotRunError as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
