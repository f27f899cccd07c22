"""Which kinds of request does a unit start with, and which seats does each ask for at first? (domain.md §3)

A profile is a believable beginning that an officer or an administrator changes; the codes are for keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SeatRow:
    """`themes`: any one of them at its level; `all_themes`: all of them. A seat with a role is a support seat."""

    code: str
    title: str
    themes: Mapping[str, int] = field(default_factory=dict)
    all_themes: Mapping[str, int] = field(default_factory=dict)
    min_grade: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class KindRow:
    """`stay_days=None`: the configured stay."""

    code: str
    title: str
    seats: tuple[SeatRow, ...]
    aliases: tuple[str, ...] = ()
    delivery: str = "in_person"
    stay_days: int | None = None


def _seat(theme: str, title: str, level: int, min_grade: str = "", code: str = "") -> SeatRow:
    return SeatRow(code or theme, title, themes={theme: level}, min_grade=min_grade)


INTERPRETER = SeatRow("interpreter", "Interpreter", role="interpreter")
LOGISTICS = SeatRow("logistics", "Logistics officer", role="logistics")
CONFERENCE = SeatRow("conference", "Conference officer", role="conference")
GENDER = _seat("gender-and-inclusion", "Gender and inclusion adviser", 3)

KINDS: tuple[KindRow, ...] = (
    KindRow(
        "envoy-support",
        "Mediation support to an envoy",
        (
            _seat("process-design", "Process design, lead", 4, "P-5"),
            _seat("security-arrangements", "Security arrangements adviser", 3),
            GENDER,
            LOGISTICS,
        ),
        ("Mediation support", "Support to an envoy", "Envoy support"),
    ),
    KindRow(
        "regional-organisation-support",
        "Support to a regional organisation",
        (
            _seat("process-design", "Process design, lead", 4, "P-5"),
            SeatRow("substance", "Adviser on the substance", themes={"power-sharing": 3, "security-arrangements": 3}),
            GENDER,
        ),
        ("Regional organisation support", "Support to a regional organization"),
    ),
    KindRow(
        "good-offices",
        "Good offices",
        (
            SeatRow("lead", "Senior mediator", themes={"process-design": 4, "power-sharing": 4}, min_grade="D-1"),
            SeatRow("adviser", "Political adviser", themes={"power-sharing": 3, "human-rights": 3}),
        ),
    ),
    KindRow(
        "unconstitutional-change",
        "Unconstitutional change of government",
        (
            _seat("power-sharing", "Power-sharing, lead", 4, "P-5"),
            _seat("constitution-making", "Constitution-making adviser", 4),
            _seat("electoral", "Electoral adviser", 3),
        ),
        ("UCG", "Coup"),
    ),
    KindRow(
        "electoral-good-offices",
        "Election-related good offices",
        (
            _seat("electoral", "Electoral, lead", 4, "P-5"),
            _seat("power-sharing", "Power-sharing adviser", 3),
            _seat("human-rights", "Human rights adviser", 3),
        ),
        ("Electoral good offices",),
    ),
    KindRow(
        "constitutional-dialogue-advice",
        "Constitutional or national-dialogue advice",
        (
            _seat("constitution-making", "Constitution-making, lead", 4, "P-5"),
            _seat("national-dialogue", "National dialogue adviser", 3),
            GENDER,
        ),
        ("Constitutional advice", "National dialogue advice"),
    ),
    KindRow(
        "fact-finding",
        "Fact-finding",
        (
            _seat("human-rights", "Human rights, lead", 4, "P-5"),
            _seat("transitional-justice", "Transitional justice adviser", 3),
            _seat("security-arrangements", "Security arrangements adviser", 3),
            INTERPRETER,
            LOGISTICS,
        ),
        ("Fact-finding mission", "Inquiry"),
        stay_days=21,
    ),
    KindRow(
        "referendum-panel",
        "Referendum or monitoring panel",
        (
            _seat("electoral", "Panel chair", 4, "D-1", code="chair"),
            _seat("electoral", "Panel member", 4, code="member"),
            _seat("constitution-making", "Constitution-making adviser", 3),
            CONFERENCE,
        ),
        ("Referendum panel", "Monitoring panel"),
    ),
    KindRow(
        "process-design",
        "Process design",
        (
            _seat("process-design", "Process design, lead", 4, "P-5"),
            SeatRow("inclusion", "Adviser on inclusion", themes={"gender-and-inclusion": 3, "national-dialogue": 3}),
        ),
        ("Mediation process design",),
        stay_days=14,
    ),
    KindRow(
        "training-coaching",
        "Training or coaching",
        (_seat("process-design", "Trainer", 3, code="trainer"), GENDER),
        ("Training", "Coaching"),
        stay_days=7,
    ),
    KindRow(
        "capacity-building",
        "Capacity building",
        (
            _seat("process-design", "Process design adviser", 3),
            _seat("national-dialogue", "National dialogue adviser", 3),
            CONFERENCE,
        ),
        ("Capacity development",),
        stay_days=14,
    ),
    KindRow(
        "remote-advice",
        "Remote advice",
        (SeatRow("adviser", "Adviser", themes={"process-design": 4, "power-sharing": 4, "constitution-making": 4}),),
        ("Remote support",),
        delivery="remote",
        stay_days=14,
    ),
)
