"""How well would somebody fill a seat? One contribution for each criterion, on a scale of its own, and why.

A criterion is told whenever the seat or the setting asks for it, with 0 points too, so that people can be read side by
side. Nothing is normalised over the field, a higher level never brings fewer points, and neither gender nor
nationality is looked at. Grade is a demand of a seat and no merit: counting it would send the same few senior people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deployments.matching.eligibility import language_rank
from deployments.matching.facts import Contribution, Profile, Setting, Slot
from deployments.matching.names import BY_CODE, Names
from deployments.matching.scales import (
    COUNTRY,
    CRITERIA,
    DAYS_DEPLOYED,
    EXPERTISE,
    LANGUAGES,
    REGION,
    SCALES,
    TIMES_ASKED,
    TRACK,
)
from deployments.matching.words import WORDS

NOT_KNOWN = -1
"""The years somebody has in a place where no experience of theirs is recorded."""


def contributions(profile: Profile, slot: Slot, setting: Setting, names: Names = BY_CODE) -> tuple[Contribution, ...]:
    """In the order of `CRITERIA`; which of them are told depends on the seat and the setting only."""
    points = {**_of_seat(profile, slot), **_of_person(profile, setting)}
    return tuple(
        Contribution(each, points[each], SCALES[each].out_of, WORDS[each](profile, slot, setting, names))
        for each in CRITERIA
        if each in points
    )


def points_by_slot(profile: Profile, slots: tuple[Slot, ...], setting: Setting) -> dict[str, int]:
    """The sums of the contributions, by slot: for ordering only."""
    own = sum(_of_person(profile, setting).values())
    return {slot.id: own + sum(_of_seat(profile, slot).values()) for slot in slots}


def _of_seat(profile: Profile, slot: Slot) -> dict[str, int]:
    """Points for what the seat asks for."""
    found = {}
    if slot.themes or slot.all_themes:
        found[EXPERTISE] = SCALES[EXPERTISE].rising(sum(_levels_above(profile, slot)))
    if slot.languages:
        held = ((level, profile.languages.get(code)) for code, level in slot.languages.items())
        above = sum(max(language_rank(has) - language_rank(level), 0) for level, has in held if has is not None)
        found[LANGUAGES] = SCALES[LANGUAGES].rising(above)
    return found


def _levels_above(profile: Profile, slot: Slot) -> Iterator[int]:
    """Above what is asked: of the theme that is furthest above among `themes`, and of each of `all_themes`."""
    yield max((_above(profile.themes, code, level) for code, level in slot.themes.items()), default=0)
    for code, level in slot.all_themes.items():
        yield _above(profile.themes, code, level)


def _above(held: Mapping[str, int], code: str, level: int) -> int:
    return max(held.get(code, 0) - level, 0)


def _of_person(profile: Profile, setting: Setting) -> dict[str, int]:
    """Points that are the same for every seat."""
    found = {}
    if setting.country:
        found[COUNTRY] = _experience(COUNTRY, profile.country_years.get(setting.country, NOT_KNOWN))
    if setting.regions:
        years = max(profile.region_years.get(region, NOT_KNOWN) for region in setting.regions)
        found[REGION] = _experience(REGION, years)
    if setting.track is not None:
        found[TRACK] = SCALES[TRACK].rising(int(setting.track in profile.tracks))
    found[DAYS_DEPLOYED] = SCALES[DAYS_DEPLOYED].falling(profile.days_deployed)
    found[TIMES_ASKED] = SCALES[TIMES_ASKED].falling(profile.times_asked)
    return found


def _experience(criterion: str, years: int) -> int:
    return 0 if years == NOT_KNOWN else SCALES[criterion].rising(years)
