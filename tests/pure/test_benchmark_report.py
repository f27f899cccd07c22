"""Does the report of the measures say what was promised, and of what does not hold by how much and why?"""

from datetime import date

from benchmarks.reasons import END_TO_END, ORM, SEARCH
from benchmarks.report import goals, report
from benchmarks.results import Sized
from benchmarks.timing import Timing


def taking(**medians: float) -> dict[str, Timing]:
    return {name.replace("_", " "): Timing(each, each, each, 30) for name, each in medians.items()}


def measured(*, ours: float, orm: float, page: float) -> dict[str, Sized]:
    def search(factor: float) -> dict[str, Timing]:
        return taking(ours=ours, ordinary_ORM=orm * factor) | {"raw SQL": Timing(ours, ours, ours, 30)}

    deep = {"page 1": Timing(80, 80, 80, 30), "page 1,000 or the last": Timing(82, 82, 82, 30)}
    parts = taking(search_alone=5, with_live_verdicts=50, with_live_verdicts_and_counts=80)
    return {
        "search": {10_000: search(0.1), 100_000: search(1)},
        "deep": {10_000: deep, 100_000: deep},
        "page": {10_000: parts, 100_000: parts},
        "http": {size: taking(whole_page=page, bare_app=10) for size in (10_000, 100_000)},
    }


def text_of(found: dict[str, Sized]) -> str:
    return report(found, {10_000: {"seed": 1}, 100_000: {"seed": 2}}, machine="a machine", day=date(2026, 11, 28))


def test_where_every_goal_holds_no_reason_is_given() -> None:
    text = text_of(measured(ours=5, orm=5_000, page=12))

    assert "does not hold" not in text
    assert text.count("| holds |") == 5


def test_a_goal_that_does_not_hold_says_by_how_much_and_why() -> None:
    text = text_of(measured(ours=5, orm=250, page=300))

    assert text.count("**does not hold**") == 2
    assert f"- **{ORM}** is 50.00, promised at least 100." in text
    # Fifty times now, and ten times as much for ten times the people.
    assert "100 times is reached at about 200,000 people" in text
    assert f"- **{END_TO_END}** is 30.00, promised at most 1.5." in text
    assert "45 ms ask the engine about the fifty shown" in text
    assert f"- **{SEARCH}**" not in text


def test_the_goals_are_judged_at_the_largest_roster() -> None:
    found = measured(ours=5, orm=5_000, page=12)
    found["http"] = {10_000: taking(whole_page=900, bare_app=10), 100_000: taking(whole_page=12, bare_app=10)}

    assert all(goal.holds for goal in goals(found))
