"""Why does a criterion bring so many points? Both figures in a few words; counts nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deployments.matching.eligibility import level_said
from deployments.matching.facts import Profile, Setting, Slot
from deployments.matching.names import Names, joined
from deployments.matching.scales import (
    COUNTRY,
    DAYS_DEPLOYED,
    EXPERTISE,
    LANGUAGES,
    REGION,
    TIMES_ASKED,
    TRACK,
)

Teller = Callable[[Profile, Slot, Setting, Names], str]


def _expertise(profile: Profile, slot: Slot, _setting: Setting, names: Names) -> str:
    asked = list(slot.all_themes.items())
    # Of the themes any one of which is enough: the one that counts, which is furthest above what is asked.
    held = sorted(code for code in slot.themes if code in profile.themes)
    if held:
        best = max(held, key=lambda code: profile.themes[code] - slot.themes[code])
        asked.append((best, slot.themes[best]))
    said = [
        f"{names.theme(code)} at {level_said(profile.themes[code])}, asked {level}"
        for code, level in asked
        if code in profile.themes
    ]
    return _listed(said) or "None of the themes asked for is recorded."


def _languages(profile: Profile, slot: Slot, _setting: Setting, names: Names) -> str:
    said = [
        f"{names.language(code)} {profile.languages[code] or 'at no recorded level'}, asked {level or 'any'}"
        for code, level in slot.languages.items()
        if code in profile.languages
    ]
    return _listed(said) or "None of the languages asked for is recorded."


def _country(profile: Profile, _slot: Slot, setting: Setting, names: Names) -> str:
    where = names.country(setting.country)
    if setting.country not in profile.country_years:
        return f"No experience of {where} is recorded."
    return _years_said(where, profile.country_years[setting.country])


def _region(profile: Profile, _slot: Slot, setting: Setting, names: Names) -> str:
    """Of the region of the destination that somebody knows longest."""
    known = sorted(setting.regions & profile.region_years.keys())
    if not known:
        regions = joined([names.region(code) for code in sorted(setting.regions)], "or")
        return f"No experience of {regions} is recorded."
    region = max(known, key=lambda code: profile.region_years[code])
    return _years_said(names.region(region), profile.region_years[region])


def _track(profile: Profile, _slot: Slot, setting: Setting, _names: Names) -> str:
    if setting.track in profile.tracks:
        return f"Has worked on track {setting.track}."
    return f"No work on track {setting.track} is recorded."


def _days_deployed(profile: Profile, _slot: Slot, _setting: Setting, _names: Names) -> str:
    days = profile.days_deployed
    said = "Not deployed" if not days else f"Deployed {days} {'day' if days == 1 else 'days'}"
    return f"{said} in the last 12 months."


def _times_asked(profile: Profile, _slot: Slot, _setting: Setting, _names: Names) -> str:
    times = profile.times_asked
    said = "Not asked" if not times else "Asked once" if times == 1 else f"Asked {times} times"
    return f"{said} in the last 12 months."


WORDS: Mapping[str, Teller] = {
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
