"""Who on the roster has the skills of at least one seat, and what of them does matching look at?

Rows to `Profile`, in a number of queries that grows with nothing. SQL narrows whom to read; `has_skills` decides.
What counts for what is the same as in the roster's list: a theme for its broader one and for the one that took its
place, a country for its regions.

Times asked: until offers are recorded, all that is known of somebody is when the unit last asked them for anything; so
somebody asked in the last 12 months counts as asked once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from deployments.matching.burden import Span, asked_lately, days_deployed, twelve_months
from deployments.matching.eligibility import has_skills
from deployments.matching.facts import Gender, Profile, Slot
from deployments.plan import Considered
from deployments.querysets.skills import ThemeReach, may_fill
from roster.loaders.vocabulary import themes_under
from roster.models import (
    Booking,
    Expertise,
    LanguageSkill,
    Nationality,
    Person,
    Region,
    RegionExperience,
    Theme,
    TravelDocument,
)
from roster.querysets.keys import OneOf


@dataclass(frozen=True)
class Field:
    """`people` have the skills of a slot or were asked for by key; `skilled` says who has those of each slot.

    `everybody` counts the roster. `themes` are the titles by code.
    """

    people: Mapping[int, Considered]
    skilled: Mapping[str, frozenset[int]]
    everybody: int
    themes: Mapping[str, str]

    def without_skills(self, slot: Slot) -> int:
        """How many on the roster lack what the slot asks for."""
        return self.everybody - len(self.skilled[slot.id])


def load_field(slots: Sequence[Slot], *, now: datetime, also: Collection[int] = ()) -> Field:
    """Everybody with the skills of a slot, and the people of these keys whatever they know; unknown keys are left out.

    Nobody in it has been put to the engine.
    """
    themes = list(Theme.objects.all())
    reach = themes_under(themes)
    found = may_fill(slots, reach)
    chosen = Person.objects.filter(Q(pk__in=found) | Q(pk__in=also)) if also else found
    return _field(slots, _read(chosen, reach, now), themes, frozenset(also))


def load_people_of(keys: Collection[int], slots: Sequence[Slot], *, now: datetime) -> Field:
    """These people only, whatever they know, as far as they are on the roster."""
    themes = list(Theme.objects.all())
    people = _read(Person.objects.filter(pk__in=keys), themes_under(themes), now)
    return _field(slots, people, themes, frozenset(keys))


def _field(slots: Sequence[Slot], people: dict[int, Considered], themes: list[Theme], also: frozenset[int]) -> Field:
    skilled = {
        slot.id: frozenset(key for key, each in people.items() if has_skills(each.profile, slot)) for slot in slots
    }
    wanted = also.union(*skilled.values())
    return Field(
        people={key: each for key, each in people.items() if key in wanted},
        skilled=skilled,
        everybody=Person.objects.count(),
        themes={theme.code: theme.title for theme in themes},
    )


def _read(chosen: QuerySet[Person], reach: ThemeReach, now: datetime) -> dict[int, Considered]:
    rows = list(
        chosen.order_by("pk").values_list(
            *("pk", "reference", "given_names", "family_name", "gender", "grade_id", "grade__position"),
            *("support_roles", "last_asked_at"),
        )
    )
    skills = _Skills([row[0] for row in rows], reach, now)
    return {
        pk: Considered(
            person_id=pk,
            reference=reference,
            name=f"{given} {family}".strip(),
            pool="",
            profile=skills.profile(pk, gender, grade, rank, roles, asked_at),
        )
        for pk, reference, given, family, gender, grade, rank, roles, asked_at in rows
    }


class _Skills:
    """What is kept of these people in other tables, one query a table."""

    def __init__(self, keys: list[int], reach: ThemeReach, now: datetime) -> None:
        self.now = now
        self.themes: dict[int, dict[str, int]] = defaultdict(dict)
        for pk, theme, level in _of(Expertise.objects, keys, "theme_id", "level"):
            held = self.themes[pk]
            for code in reach[theme]:
                held[code] = max(held.get(code, 0), level or 0)
        self.languages: dict[int, dict[str, str]] = defaultdict(dict)
        for pk, language, level in _of(LanguageSkill.objects, keys, "language", "level"):
            self.languages[pk][language] = level
        self.nationalities: dict[int, set[str]] = defaultdict(set)
        for pk, country in _of(Nationality.objects, keys, "country_id"):
            self.nationalities[pk].add(country)
        # As the engine has it: whoever holds a country's passport is its national.
        passports = TravelDocument.objects.filter(kind=TravelDocument.Kind.PASSPORT, country__isnull=False)
        for pk, country in _of(passports, keys, "country_id"):
            self.nationalities[pk].add(country)
        self.regions: dict[int, dict[str, int]] = defaultdict(dict)
        self.countries: dict[int, dict[str, int]] = defaultdict(dict)
        self.tracks: dict[int, set[int]] = defaultdict(set)
        self._experience(keys)
        self.away: dict[int, list[Span]] = defaultdict(list)
        deployed = Booking.objects.filter(
            kind=Booking.Kind.DEPLOYMENT, during__overlap=DateTimeTZRange(*twelve_months(now))
        )
        for pk, start, end in _of(deployed, keys, "during__startswith", "during__endswith"):
            self.away[pk].append((start, end))

    def profile(
        self, pk: int, gender: str, grade: str | None, rank: int | None, roles: list[str], asked_at: datetime | None
    ) -> Profile:
        away = self.away.get(pk)
        return Profile(
            id=str(pk),
            gender=Gender(gender),
            nationalities=frozenset(self.nationalities.get(pk, ())),
            themes=self.themes.get(pk, {}),
            languages=self.languages.get(pk, {}),
            grade=grade or "",
            grade_rank=rank,
            roles=frozenset(roles),
            region_years=self.regions.get(pk, {}),
            country_years=self.countries.get(pk, {}),
            tracks=frozenset(self.tracks.get(pk, ())),
            days_deployed=days_deployed(away, now=self.now) if away else 0,
            times_asked=int(asked_lately(asked_at, now=self.now)),
        )

    def _experience(self, keys: list[int]) -> None:
        """Of several years in one region the most count: years in two of its countries may be the same years."""
        regions_of: dict[str, list[str]] = defaultdict(list)
        for region, country in Region.countries.through.objects.values_list("region_id", "country_id"):
            regions_of[country].append(region)
        rows = _of(RegionExperience.objects, keys, "region_id", "country_id", "years", "track")
        for pk, region, country, years, track in rows:
            if country is not None:
                _keep_most(self.countries[pk], country, years)
            for each in [region] if region is not None else regions_of[country]:
                _keep_most(self.regions[pk], each, years)
            if track is not None:
                self.tracks[pk].add(track)


def _keep_most(held: dict[str, int], code: str, years: int | None) -> None:
    held[code] = max(held.get(code, 0), years or 0)


def _of(rows: Any, keys: list[int], *fields: str) -> Iterable[tuple[Any, ...]]:
    """Plain rows of these people; no model is made for thousands of them."""
    found: Iterable[tuple[Any, ...]] = (
        rows.filter(OneOf("person_id", keys)).order_by("person_id").values_list("person_id", *fields)
    )
    return found
