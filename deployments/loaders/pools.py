"""In which pool is each of these people? The title of the membership that counts, for those who were asked about."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from deployments.plan import Considered
from roster.loaders.facts import membership_that_counts
from roster.models import Membership
from roster.querysets.keys import OneOf


def with_pools(people: Mapping[int, Considered], *, now: datetime) -> dict[int, Considered]:
    """The same people; whoever was asked about bears the title of their pool. One query."""
    asked = [key for key, each in people.items() if each.answer is not None]
    memberships: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.filter(OneOf("person_id", asked)).select_related("tier", "pool").order_by("pk")
    for row in rows:
        memberships[row.person_id].append(row)
    found = dict(people)
    for key, held in memberships.items():
        counting = membership_that_counts(held, now=now)
        if counting is not None:
            found[key] = replace(found[key], pool=str(counting.pool))
    return found
