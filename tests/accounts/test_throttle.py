"""How long must somebody wait after failures? The rule alone, at its boundaries and in general."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from accounts.throttle import Failures, Limits, wait_until
from tests.accounts.cast import NOW

Instants = list[datetime]
MINUTE = timedelta(minutes=1)
LIMITS = Limits(window=15 * MINUTE, per_account_and_address=5, per_account=30, per_address=60)
instants = st.lists(st.integers(0, 3600).map(lambda seconds: NOW - timedelta(seconds=seconds)), max_size=80)


def of_pair(*minutes_ago: float) -> Failures:
    failed = [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]
    return Failures(of_account_from_address=failed, of_account=failed, from_address=failed)


def test_four_failures_do_not_wait() -> None:
    assert wait_until(of_pair(1, 2, 3, 4), LIMITS, NOW) is None


def test_after_five_the_next_waits_until_the_first_of_them_is_out_of_the_window() -> None:
    assert wait_until(of_pair(1, 2, 3, 4, 14), LIMITS, NOW) == NOW + MINUTE


def test_at_exactly_the_end_of_the_window_a_failure_no_longer_counts() -> None:
    assert wait_until(of_pair(1, 2, 3, 4, 15), LIMITS, NOW) is None


def test_an_account_that_many_addresses_try_waits_as_well() -> None:
    spread = [NOW - MINUTE] * 30

    assert wait_until(Failures([NOW - MINUTE], spread, [NOW - MINUTE]), LIMITS, NOW) == NOW + 14 * MINUTE


def test_an_address_that_tries_many_accounts_waits_as_well() -> None:
    sprayed = [NOW - MINUTE] * 60

    assert wait_until(Failures([], [], sprayed), LIMITS, NOW) == NOW + 14 * MINUTE
    assert wait_until(Failures([], [], sprayed[:59]), LIMITS, NOW) is None


@given(instants, instants, instants)
def test_a_wait_is_never_longer_than_the_window_and_ends_by_itself(
    pair: Instants, account: Instants, address: Instants
) -> None:
    failures = Failures(pair, account, address)
    until = wait_until(failures, LIMITS, NOW)

    if until is not None:
        assert NOW < until <= NOW + LIMITS.window
        assert wait_until(failures, LIMITS, until) is None


@given(instants, instants)
def test_one_failure_more_never_shortens_the_wait(pair: Instants, more: Instants) -> None:
    before = wait_until(Failures(pair, [], []), LIMITS, NOW)
    after = wait_until(Failures(pair + more, [], []), LIMITS, NOW)

    assert before is None or (after is not None and after >= before)


@given(instants.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_the_order_of_failures_does_not_matter(drawn: tuple[Instants, Instants]) -> None:
    one, other = drawn

    assert wait_until(Failures(one, [], []), LIMITS, NOW) == wait_until(Failures(list(other), [], []), LIMITS, NOW)
