"""Do the tests reach enough lines? At least 90 in 100 of the product, every line of the pure rooms.

Reads the figures that `make test` left in `.coverage`; runs no test. Exits 1 below a floor, naming the lines.
"""

import sys

from coverage import Coverage

from tests.architecture.rooms import PROJECT, pure_files

PRODUCT_FLOOR = 90.0


def main() -> None:
    figures = Coverage(data_file=str(PROJECT / ".coverage"))
    figures.load()
    print("Pure rooms: every line")
    pure = figures.report(include=[str(PROJECT / path) for path in pure_files()], skip_covered=True, show_missing=True)
    print("\nThe product")
    product = figures.report(skip_covered=True, show_missing=True)
    print(f"\nPure rooms {pure:.2f} % of 100 %, the product {product:.1f} % of {PRODUCT_FLOOR:.0f} %.")
    sys.exit(pure < 100.0 or product < PRODUCT_FLOOR)


if __name__ == "__main__":
    main()
