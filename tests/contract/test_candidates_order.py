"""Candidates in an order that tells no more than their bodies do."""

from deployments.told_order import in_told_order
from roster.permissions import Sight
from tests.deployments.plans import DESIGN, considered, for_slot


def test_the_order_of_candidates_does_not_tell_who_was_deployed() -> None:
    early = for_slot(considered(11, "Zoe Abel"), DESIGN)
    later = for_slot(considered(12, "Ada Okoro", days_deployed=200), DESIGN)
    assert early.points > later.points

    told = in_told_order([early, later], Sight())

    assert [each.person.name for each in told] == ["Ada Okoro", "Zoe Abel"]
    assert in_told_order([early, later], Sight(engagements=True)) == [early, later]
