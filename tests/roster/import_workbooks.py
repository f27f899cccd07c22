"""Small workbooks for the tests of the import: sheets as lists of rows, to the bytes of an .xlsx file."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

TODAY = date(2026, 11, 23)
Rows = Sequence[Sequence[object]]

PEOPLE_HEADER = (
    *("ID", "Family name", "Given name(s)", "Gender", "Nationality", "Grade", "Base (city)", "E-mail", "Notice (h)"),
    *(
        "Pool",
        "Tier",
        "Status",
        "Member since",
        "Term ends",
        "Release needed from employer",
        "Last confirmed available",
    ),
)
EXPERTISE_HEADER = ("Person", "Theme", "Level (1-5)", "Years", "Endorsed by")
CALENDAR_HEADER = ("Person", "What", "From", "To", "Where", "Remark")
CLEARANCES_HEADER = ("Person", "What", "State", "Granted on", "Expires", "Country")
IMPARTIALITY_HEADER = ("Person", "Process or country", "Kind", "Note")
STANDBY_HEADER = ("Seat", "Theme area", "Holder", "Back-up", "Start", "End")


def person_row(number: int, family: str = "", given: str = "", **cells: Any) -> list[object]:
    """A row of the people sheet with nothing wrong in it; `cells` by header."""
    row: dict[str, object] = {
        "ID": f"MSU-{number:04}",
        "Family name": family or f"Okafor{_letters(number)}",
        "Given name(s)": given or f"Ada{_letters(number)}",
        "Gender": "F",
        "Nationality": "Kenya",
        "Grade": "P-5",
        "Base (city)": "Nairobi",
        "E-mail": f"person.{number}@example.org",
        "Notice (h)": 12,
        "Pool": "Roster",
        "Tier": "Rostered",
        "Status": "Active",
        "Member since": date(2025, 1, 1),
        "Term ends": date(2027, 12, 31),
        "Release needed from employer": "No",
        "Last confirmed available": date(2026, 11, 20),
    }
    row |= cells
    return [row[header] for header in PEOPLE_HEADER]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def small_workbook(people: int = 3, **cells: Any) -> bytes:
    """So many people, each with expertise, a leave and a clearance."""
    return workbook(
        {
            "People": [PEOPLE_HEADER, *(person_row(number, **cells) for number in range(1, people + 1))],
            "Expertise": [
                EXPERTISE_HEADER,
                *([f"MSU-{number:04}", "Process design", 4, 10, "Head of unit"] for number in range(1, people + 1)),
            ],
            "Calendar": [
                CALENDAR_HEADER,
                *(
                    [f"MSU-{number:04}", "Leave", date(2026, 12, 1), date(2026, 12, 10), "", "home leave"]
                    for number in range(1, people + 1)
                ),
            ],
            "Clearances": [
                CLEARANCES_HEADER,
                *(
                    [f"MSU-{number:04}", "Medical", "granted", date(2026, 1, 5), date(2027, 1, 4), ""]
                    for number in range(1, people + 1)
                ),
            ],
        }
    )


def _letters(number: int) -> str:
    """A name of its own for every number: names that differ by a digit only would look like the same person."""
    first, second = divmod(number, 26)
    return f"{chr(97 + first % 26)}{chr(97 + second)}i"
