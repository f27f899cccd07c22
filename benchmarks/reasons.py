"""Why does a goal not hold? Said by hand, with the figures of the same run; printed only for goals that do not hold."""

from collections.abc import Mapping

from benchmarks.results import Sized, growth

ORM_GOAL = 100
END_TO_END = "list over HTTP ÷ bare app over HTTP"
SEARCH = "search ÷ raw SQL"
ORM = "ordinary ORM ÷ search"
DEEP = "page 1,000 ÷ page 1"
GROWTH = "growth exponent of the search from 10,000 people on"


def reasons(measured: Mapping[str, Sized]) -> dict[str, str]:
    """By the name of the goal."""
    return {SEARCH: _fixed_part(measured), ORM: _ordinary(measured), END_TO_END: _end_to_end(measured)}


def _fixed_part(measured: Mapping[str, Sized]) -> str:
    smallest = min(measured["search"])
    ours = measured["search"][smallest]["ours"].median
    return (
        f"Reading the form, checking it and writing the statement in Python cost about {ours:.0f} ms whatever the size "
        f"(the search of {smallest:,} people), and raw SQL does none of it."
    )


def _ordinary(measured: Mapping[str, Sized]) -> str:
    sizes = measured["search"]
    smallest, largest = min(sizes), max(sizes)
    fixed = sizes[smallest]["ours"].median
    ours, orm = sizes[largest]["ours"].median, sizes[largest]["ordinary ORM"].median
    said = (
        "The ratio grows with the roster: the ordinary ORM works through everybody who has the skills, ours reads "
        f"fifty in the order of an index. Of our {ours:.1f} ms at {largest:,} people, {fixed:.1f} ms are there at "
        f"{smallest:,} people already: the form, and statements that Django puts together. The yardstick is a kind "
        "one, too: it asks for less than the rule does and works out no arrival."
    )
    steeper = growth(sizes, "ordinary ORM") - growth(sizes, "ours")
    if steeper > 0:
        reached = largest * (ORM_GOAL * ours / orm) ** (1 / steeper)
        said += f" By the exponents of this run, {ORM_GOAL} times is reached at about {round(reached, -4):,.0f} people."
    return said


def _end_to_end(measured: Mapping[str, Sized]) -> str:
    smallest, largest = min(measured["http"]), max(measured["http"])
    page, whole = measured["page"][largest], measured["http"][largest]["whole page"].median
    search, live = page["search alone"].median, page["with live verdicts"].median
    counted = page["with live verdicts and counts"].median
    return (
        "The bare app answers fifty rows of JSON by stored verdicts and does nothing else. Of the page's "
        f"{whole:.0f} ms at {largest:,} people about {search:.0f} ms find the people, {live - search:.0f} ms ask the "
        "engine about the fifty shown, so that no verdict is older than the page, "
        f"{counted - live:.0f} ms count every facet (one statement, linear in the roster), and the rest writes the "
        "page and the look into the access log. Without counts and live verdicts it would be faster and miss what the "
        f"list is for. At {smallest:,} people the page takes {measured['http'][smallest]['whole page'].median:.0f} ms."
    )
