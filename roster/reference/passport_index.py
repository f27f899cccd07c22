"""What does a passport index say? Lines of a CSV to visa rules; every line becomes a rule, is counted, or is refused.

The form is that of the public "passport index" tables: passport and destination as alpha-3 codes and a requirement,
which is a number of visa-free days, one of the words below, or -1 for one's own country.
"""

import csv
from collections.abc import Iterable, Set
from dataclasses import dataclass

HEADER = ("Passport", "Destination", "Requirement")
OWN_COUNTRY = "-1"
LONGEST_STAY = 3650
KINDS = {
    "visa free": "free",
    "visa on arrival": "on_arrival",
    "eta": "travel_authority",
    "e-visa": "online",
    "visa required": "required",
    "no admission": "no_admission",
}
"""Words of the table to `VisaRule.Kind`."""

LAISSEZ_PASSER = "UNO"


@dataclass(frozen=True, slots=True)
class IndexRule:
    """`days`: longest stay without a visa, where the table states a number."""

    document: str
    destination: str
    kind: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """`line` counts from 1, the header included."""

    line: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class IndexReading:
    """Everything found. With a line refused the rest is still read, so that all faults are reported at once."""

    rules: tuple[IndexRule, ...]
    own_country: int
    refused: tuple[RefusedLine, ...]


def read_passport_index(lines: Iterable[str], *, known: Set[str]) -> IndexReading:
    """Read a table; `known` are the alpha-3 codes of countries. Blank lines are skipped, letter case is forgiven."""
    reader = csv.reader(lines)
    rules: dict[tuple[str, str], IndexRule] = {}
    first_seen: dict[tuple[str, str], int] = {}
    refused: list[RefusedLine] = []
    own_country = 0
    try:
        header = [cell.strip().strip("\ufeff").casefold() for cell in next(reader, [])]
        if header != [name.casefold() for name in HEADER]:
            sentence = f"The first line must read {','.join(HEADER)}. Is this a passport index in tidy form?"
            return IndexReading((), 0, (RefusedLine(1, "header", sentence),))
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if not any(row):
                continue
            outcome = _read(row, reader.line_num, known)
            if isinstance(outcome, RefusedLine):
                refused.append(outcome)
                continue
            pair = (outcome.document, outcome.destination)
            if pair in first_seen:
                sentence = f"{pair[0]} to {pair[1]} is already on line {first_seen[pair]}. Keep one of them."
                refused.append(RefusedLine(reader.line_num, "repeated", sentence))
                continue
            first_seen[pair] = reader.line_num
            if outcome.document == outcome.destination:
                own_country += 1
            else:
                rules[pair] = outcome
    except csv.Error as error:
        refused.append(RefusedLine(reader.line_num, "not_csv", f"This is not a line of a CSV file ({error})."))
    return IndexReading(tuple(rules.values()), own_country, tuple(refused))


def _read(row: list[str], line: int, known: Set[str]) -> IndexRule | RefusedLine:
    if len(row) != len(HEADER):
        return RefusedLine(line, "columns", f"{len(row)} columns where {len(HEADER)} are needed.")
    document, destination, requirement = row[0].upper(), row[1].upper(), row[2].casefold()
    if document not in known and document != LAISSEZ_PASSER:
        return RefusedLine(line, "unknown_passport", f"“{row[0]}” is not the alpha-3 code of a country we know.")
    if destination not in known:
        return RefusedLine(line, "unknown_destination", f"“{row[1]}” is not the alpha-3 code of a country we know.")
    if (requirement == OWN_COUNTRY) != (document == destination):
        sentence = f"{OWN_COUNTRY} stands for one's own country, and only for it: {document} to {destination}."
        return RefusedLine(line, "own_country", sentence)
    if requirement == OWN_COUNTRY:
        return IndexRule(document, destination, "free")
    if requirement in KINDS:
        return IndexRule(document, destination, KINDS[requirement])
    if requirement.isascii() and requirement.isdigit() and 1 <= int(requirement[:9]) <= LONGEST_STAY:
        return IndexRule(document, destination, "free", int(requirement))
    words = ", ".join(f"“{word}”" for word in KINDS)
    sentence = f"“{row[2][:60]}” is not a requirement we know. Use a number of days from 1 to {LONGEST_STAY}, {words}."
    return RefusedLine(line, "unknown_requirement", sentence)
