"""How well would somebody fill a seat? One contribution for each criterion, on a scale of its own, and why.

A criterion is told whenever the seat or the setting asks for it, with 0 points too, so that people can be read side by
side. Nothing is normalised over the field, a higher level never brings fewer points, and neither gender nor
nationality is looked at. Grade is a demand of a seat and no merit: counting it would send the same few senior people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deployments.matching.eligibility import language_rank, level_said
from deployments.matching.facts import Contribution, Profile, Setting, Slot
from deployments.matching.names import BY_CODE, Names, joined
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

Told = tuple[int, str]
"""Points and why."""

Teller = Callable[[Profile, Slot, Setting, Names], "Told | None"]


def contributions(profile: Profile, slot: Slot, setting: Setting, names: Names = BY_CODE) -> tuple[Contribution, ...]:
    """In the order of `CRITERIA`; which of them are told depends on the seat and the setting only."""
    told = ((criterion, TELLERS[criterion](profile, slot, setting, names)) for criterion in CRITERIA)
    return tuple(
        Contribution(criterion, found[0], SCALES[criterion].out_of, found[1]) for criterion, found in told if found
    )


def points(profile: Profile, slot: Slot, setting: Setting) -> int:
    """The sum of the contributions: for ordering only."""
    return sum(each.points for each in contributions(profile, slot, setting))


def _expertise(profile: Profile, slot: Slot, _setting: Setting, names: Names) -> Told | None:
    """Levels above what is asked: of the best one among `themes`, and of each of `all_themes`."""
    if not slot.themes and not slot.all_themes:
        return None
    counted = list(slot.all_themes.items())
    best = _best_of(profile, slot.themes)
    if best is not None:
        counted.append((best, slot.themes[best]))
    held = [(code, level, profile.themes[code]) for code, level in counted if code in profile.themes]
    above = sum(max(has - level, 0) for _code, level, has in held)
    said = [f"{names.theme(code)} at {level_said(has)}, asked {level}" for code, level, has in held]
    return SCALES[EXPERTISE].rising(above), _listed(said) or "None of the themes asked for is recorded."


def _best_of(profile: Profile, asked: Mapping[str, int]) -> str | None:
    """The theme furthest above what is asked of it; among equals the first by code."""
    held = sorted(code for code in asked if code in profile.themes)
    return max(held, key=lambda code: profile.themes[code] - asked[code], default=None)


def _languages(profile: Profile, slot: Slot, _setting: Setting, names: Names) -> Told | None:
    if not slot.languages:
        return None
    held = [
        (code, level, profile.languages[code]) for code, level in slot.languages.items() if code in profile.languages
    ]
    above = sum(max(language_rank(has) - language_rank(level), 0) for _code, level, has in held)
    said = [
        f"{names.language(code)} {has or 'at no recorded level'}, asked {level or 'any'}" for code, level, has in held
    ]
    return SCALES[LANGUAGES].rising(above), _listed(said) or "None of the languages asked for is recorded."


def _country(profile: Profile, _slot: Slot, setting: Setting, names: Names) -> Told | None:
    if not setting.country:
        return None
    where = names.country(setting.country)
    if setting.country not in profile.country_years:
        return 0, f"No experience of {where} is recorded."
    years = profile.country_years[setting.country]
    return SCALES[COUNTRY].rising(years), _years_said(where, years)


def _region(profile: Profile, _slot: Slot, setting: Setting, names: Names) -> Told | None:
    """The region of the destination that somebody knows longest."""
    if not setting.regions:
        return None
    known = sorted(setting.regions & profile.region_years.keys())
    if not known:
        unknown = joined([names.region(code) for code in sorted(setting.regions)], "or")
        return 0, f"No experience of {unknown} is recorded."
    region = max(known, key=lambda code: profile.region_years[code])
    years = profile.region_years[region]
    return SCALES[REGION].rising(years), _years_said(names.region(region), years)


def _track(profile: Profile, _slot: Slot, setting: Setting, _names: Names) -> Told | None:
    if setting.track is None:
        return None
    if setting.track in profile.tracks:
        return SCALES[TRACK].rising(1), f"Has worked on track {setting.track}."
    return 0, f"No work on track {setting.track} is recorded."


def _days_deployed(profile: Profile, _slot: Slot, _setting: Setting, _names: Names) -> Told:
    days = profile.days_deployed
    said = "Not deployed" if not days else f"Deployed {days} {'day' if days == 1 else 'days'}"
    return SCALES[DAYS_DEPLOYED].falling(days), f"{said} in the last 12 months."


def _times_asked(profile: Profile, _slot: Slot, _setting: Setting, _names: Names) -> Told:
    times = profile.times_asked
    said = "Not asked" if not times else "Asked once" if times == 1 else f"Asked {times} times"
    return SCALES[TIMES_ASKED].falling(times), f"{said} in the last 12 months."


TELLERS: Mapping[str, Teller] = {
    EXPERTISE: _expertise,
    LANGUAGES: _languages,
    COUNTRY: _country,
    REGION: _region,
    TRACK: _track,
    DAYS_DEPLOYED: _days_deployed,
    TIMES_ASKED: _times_asked,
}


def _years_said(where: str, years: int) -> str:
    if not years:
        return f"Has worked in {where}; the years are not recorded."
    return f"{years} {'year' if years == 1 else 'years'} in {where}."


def _listed(words: list[str]) -> str:
    return f"{'; '.join(words)}." if words else ""
