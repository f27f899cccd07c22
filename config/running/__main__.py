"""Run the product on this machine: `make run`."""

import os
import sys

from config.running.errors import CannotRunError
from config.running.product import run_product


def main() -> None:
    try:
        run_product(os.environ, lambda line: print(line, flush=True))
    except CannotRunError as refused:
        sys.exit(str(refused))


if __name__ == "__main__":
    main()
