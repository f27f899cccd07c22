"""At which prices is the cost of a team estimated on a day? The figures in force, else their defaults; one query."""

from datetime import date

from deployments.matching.costs import Prices
from roster.models import Figure
from roster.reference.requirements import COST_PER_DAY, COST_PER_TRAVEL_HOUR, figure_rows


def load_prices(day: date) -> Prices:
    codes = (COST_PER_DAY, COST_PER_TRAVEL_HOUR)
    found = {row.code: float(row.value) for row in figure_rows() if row.code in codes}
    rows = Figure.objects.filter(code__in=codes, effective__contains=day)
    found |= {code: float(value) for code, value in rows.values_list("code", "value")}
    return Prices(per_day=found[COST_PER_DAY], per_travel_hour=found[COST_PER_TRAVEL_HOUR])
