"""Writes the themes, grades, pools and tiers that are missing."""

from roster.models import Grade, Pool, Theme, Tier
from roster.reference import requirements, vocabulary
from roster.services.completing import Loaded, complete


def load_themes() -> Loaded:
    return complete(
        Theme,
        "code",
        (
            Theme(
                code=row.code,
                title=row.title,
                aliases=list(row.aliases),
                is_founding=row.is_founding,
                position=position,
            )
            for position, row in enumerate(vocabulary.THEMES, 1)
        ),
    )


def load_grades() -> Loaded:
    return complete(
        Grade,
        "code",
        (
            Grade(code=row.code, position=10 * position, is_senior=row.is_senior, aliases=list(row.aliases))
            for position, row in enumerate(vocabulary.GRADES, 1)
        ),
    )


def load_pools() -> Loaded:
    return complete(
        Pool,
        "code",
        (
            Pool(code=row.code, title=row.title, position=position, aliases=list(row.aliases))
            for position, row in enumerate(vocabulary.POOLS, 1)
        ),
    )


def load_tiers() -> Loaded:
    return complete(
        Tier,
        "code",
        (
            Tier(
                code=row.code,
                title=row.title,
                position=position,
                promise_hours=row.promise_hours,
                stale_after_days=requirements.stale_after_days(row.code),
                contract_is_issued=requirements.contract_is_issued(row.code),
                default_notice_hours=requirements.default_notice_hours(),
                aliases=list(row.aliases),
            )
            for position, row in enumerate(vocabulary.TIERS, 1)
        ),
    )
