"""Which themes, grades, pools and tiers does a unit start with? The words of domain.md §3; slugs are for keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeRow:
    code: str
    title: str
    is_founding: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeRow:
    """In order of rank."""

    code: str
    is_senior: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolRow:
    code: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TierRow:
    """`promise_hours=None`: as agreed with the partner."""

    code: str
    title: str
    promise_hours: int | None
    aliases: tuple[str, ...] = ()


# Founding: the six of S/2011/552, ¶17. The vocabulary has no dates of validity yet: none is stated for them.
THEMES: tuple[ThemeRow, ...] = (
    ThemeRow("process-design", "Process design", True, ("Mediation process design",)),
    ThemeRow(
        "security-arrangements",
        "Security arrangements",
        True,
        ("Ceasefire", "Ceasefires", "Security arrangements and ceasefires", "Transitional security arrangements"),
    ),
    ThemeRow("constitution-making", "Constitution-making", True, ("Constitutions", "Constitutional issues")),
    ThemeRow(
        "gender-and-inclusion",
        "Gender and inclusion",
        True,
        ("Gender", "Inclusion", "Gender and social inclusion", "Women, peace and security", "WPS"),
    ),
    ThemeRow("power-sharing", "Power-sharing", True, ("Power-sharing arrangements",)),
    ThemeRow("wealth-sharing", "Wealth-sharing", True, ("Natural resources", "Resource sharing", "Land and resources")),
    ThemeRow("electoral", "Electoral", False, ("Elections", "Electoral assistance")),
    ThemeRow("transitional-justice", "Transitional justice", False, ("TJ",)),
    ThemeRow("national-dialogue", "National dialogue", False, ("National dialogues",)),
    ThemeRow("human-rights", "Human rights", False),
    ThemeRow("digital", "Digital", False, ("Digital technologies", "Digital mediation", "New technologies")),
)

GRADES: tuple[GradeRow, ...] = (
    GradeRow("P-3", False, ("P3",)),
    GradeRow("P-4", False, ("P4",)),
    GradeRow("P-5", True, ("P5",)),
    GradeRow("D-1", True, ("D1",)),
    GradeRow("D-2", True, ("D2",)),
    GradeRow("ASG", True, ("Assistant Secretary-General",)),
    GradeRow("USG", True, ("Under-Secretary-General",)),
)

POOLS: tuple[PoolRow, ...] = (
    PoolRow("envoy", "Envoy or senior mediator", ("Envoy", "Senior mediator", "Special Envoy")),
    PoolRow("standby", "Standby team", ("Standby", "SBT")),
    PoolRow("roster", "Roster expert", ("Expert", "Thematic expert")),
    PoolRow("support", "Operational support", ("Support staff", "Operations")),
    PoolRow("partner", "Partner roster", ("Partner",)),
)

TIERS: tuple[TierRow, ...] = (
    TierRow("standby", "Standby", 72, ("72 h",)),
    TierRow("on-call", "On call", 5 * 24, ("5 days",)),
    TierRow("rostered", "Rostered", 28 * 24, ("28 days",)),
    TierRow("partner", "Partner", None, ("As agreed",)),
)
