"""Who may have the skills of a seat? Narrows in SQL so that few profiles have to be read; never decides.

Whoever has the skills is found: `deployments.matching.eligibility.has_skills` says of those found who really has them.
"""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from deployments.matching.facts import Slot
from roster.models import Expertise, LanguageSkill, Person

ThemeReach = Mapping[int, Collection[str]]
"""For each theme's key the codes it counts for: its own, its broader one's, and that of the one that took its place."""


def may_fill(slots: Sequence[Slot], reach: ThemeReach) -> QuerySet[Person]:
    """Everybody who has the skills of at least one of the slots, and perhaps some others."""
    found = Q()
    for slot in slots:
        found |= _demands(slot, reach)
    return Person.objects.filter(found)


def _demands(slot: Slot, reach: ThemeReach) -> Q:
    asked = ~Q(pk=None)
    if slot.themes:
        asked &= _knows(slot.themes, reach)
    for code, level in slot.all_themes.items():
        asked &= _knows({code: level}, reach)
    for code, spoken in slot.languages.items():
        # Levels sort by their letters, and a level that nobody recorded, which is empty, sorts before all of them.
        asked &= Q(Exists(LanguageSkill.objects.filter(person=OuterRef("pk"), language=code, level__gte=spoken)))
    if slot.min_grade:
        graded = Q(grade=slot.min_grade)
        if slot.min_grade_rank is not None:
            graded |= Q(grade__position__gte=slot.min_grade_rank)
        asked &= graded
    if slot.role:
        asked &= Q(support_roles__contains=[slot.role])
    return asked


def _knows(themes: Mapping[str, int], reach: ThemeReach) -> Q:
    """Any one of the themes at its level, as such or by a theme that counts for it."""
    any_one = Q(pk__in=[])
    for code, level in themes.items():
        any_one |= Q(theme__in=[key for key, codes in reach.items() if code in codes], level__gte=level)
    return Q(Exists(Expertise.objects.filter(any_one, person=OuterRef("pk"))))
